#include "service/follow/shared_disk.h"

#include "support.h"

static void network_file_systems_are_shared(void **state)
{
    assert_true(shared_disk_is_one(0x6969));     /* NFS */
    assert_true(shared_disk_is_one(0xff534d42)); /* CIFS */
    assert_true(shared_disk_is_one(0xfe534d42)); /* SMB */
    assert_true(shared_disk_is_one(0x65735546)); /* FUSE */
    assert_true(shared_disk_is_one(0x01021997)); /* 9P */
}

static void disks_of_this_machine_are_not(void **state)
{
    assert_false(shared_disk_is_one(0xef53));     /* ext4 */
    assert_false(shared_disk_is_one(0x9123683e)); /* btrfs */
    assert_false(shared_disk_is_one(0x58465342)); /* XFS */
    assert_false(shared_disk_is_one(0x01021994)); /* tmpfs */
    assert_false(shared_disk_is_one(0x794c7630)); /* overlay */
}

static void what_is_not_there_is_not_shared(void **state)
{
    assert_false(shared_disk_holds("/nonexistent"));
    assert_false(shared_disk_holds("/proc/self/stat"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(network_file_systems_are_shared),
        cmocka_unit_test(disks_of_this_machine_are_not),
        cmocka_unit_test(what_is_not_there_is_not_shared),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
