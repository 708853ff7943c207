#include "service/follow/shared_disk.h"

#include <glib.h>
#include <sys/vfs.h>

/* From statfs(2), linux/magic.h, and the sources of those that are in neither. An overlay is not
 * among them: what changes there is changed through it, and seen. */
static const unsigned long TYPES[] = {
    0x6969,     /* NFS */
    0x517b,     /* SMB */
    0xff534d42, /* CIFS */
    0xfe534d42, /* SMB 2 and 3 */
    0x65735546, /* FUSE, virtiofs */
    0x01021997, /* 9P */
    0x00c36400, /* Ceph */
    0x5346414f, /* AFS */
    0x6b414653, /* AFS of the kernel */
    0x73757245, /* Coda */
    0x564c,     /* NCP */
    0x7461636f, /* OCFS2 */
    0x01161970, /* GFS2 */
    0x0bd00bd0, /* Lustre */
    0x47504653, /* GPFS */
    0x786f4256, /* folders of a VirtualBox host */
    0xbacbacbc, /* folders of a VMware host */
};

bool shared_disk_is_one(unsigned long type)
{
    for (gsize i = 0; i < G_N_ELEMENTS(TYPES); i++) {
        if (TYPES[i] == type) {
            return true;
        }
    }
    return false;
}

bool shared_disk_holds(const char *path)
{
    struct statfs status;

    /* The type is signed on some machines; it has 32 bits on all. */
    return statfs(path, &status) == 0 && shared_disk_is_one((guint32)status.f_type);
}
