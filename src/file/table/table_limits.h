#pragma once

#include <glib.h>

/*
 * How much of a table is read. The largest agendas have some thousand rows; what is larger than
 * this is a mistake or an attack, and refused before memory is taken for it.
 */

#define TABLE_MIB ((gsize)1024 * 1024)

/* Octets of a file, and of all parts of a workbook together once they are unpacked. */
#define TABLE_MAX_SIZE (64 * TABLE_MIB)
#define TABLE_MAX_UNPACKED (256 * TABLE_MIB)

/* How many times larger than the file what is unpacked of it may be. Workbooks are 5 to 20 times
 * larger; one of equal rows may reach 100, and a small one is let pass. */
#define TABLE_MAX_RATIO 200
#define TABLE_FREE_UNPACKED (8 * TABLE_MIB)

/* Entries in the directory of a workbook's ZIP file. */
#define TABLE_MAX_PARTS 10000

/* Elements within each other; attributes of an element, and of all that are open. */
#define TABLE_MAX_XML_DEPTH 64
#define TABLE_MAX_XML_ATTRIBUTES 256

/* Elements of all parts of a workbook together. */
#define TABLE_MAX_XML_ELEMENTS 16000000

#define TABLE_MAX_SHEETS 256

/* The last row and column that Excel has, and LibreOffice since 7.4. */
#define TABLE_MAX_ROWS 1048576
#define TABLE_MAX_COLUMNS 16384

/* Cells of all sheets that hold anything; empty ones take no memory. */
#define TABLE_MAX_CELLS 2000000

/* Octets of a cell's text. */
#define TABLE_MAX_TEXT ((gsize)64 * 1024)

/* Texts that the cells of a workbook share. */
#define TABLE_MAX_STRINGS 2000000

/* Merged ranges of a sheet. */
#define TABLE_MAX_MERGED 4096
