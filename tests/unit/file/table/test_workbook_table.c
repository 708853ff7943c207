/* Covers src/file/table/workbook_table.c and what it is made of: xlsx_*.c, ods_*.c,
 * workbook_form.c, zip_parts.c, xml_part.c; tests/text/test_tables.py and test_hostile_tables.py do
 * so, too. */
#include "file/table/workbook_table.h"

#include "support.h"
#include "zip_bytes.h"

#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

/* A workbook of Excel with these rows, merged ranges, texts and styles. */
#define XLSX(rows, merged, texts, styles)                                                    \
    "_rels/.rels\n<a><Relationship Id='r' Type='x/officeDocument' Target='xl/w.xml'/></a>"   \
    "\n--\nxl/w.xml\n<w xmlns:r='" RELATIONS "'><workbookPr date1904='0'/><sheets>"          \
    "<sheet name='S' r:id='c'/><sheet name='S' state='veryHidden' r:id='s'/></sheets></w>"   \
    "\n--\nxl/_rels/w.xml.rels\n<a><Relationship Id='s' Type='x/worksheet' Target='s.xml'/>" \
    "<Relationship Id='c' Type='x/chartsheet' Target='s.xml'/>"                              \
    "<Relationship Id='t' Type='x/sharedStrings' Target='/xl/../xl/T.xml'/>"                 \
    "<Relationship Id='y' Type='x/styles' Target='./y.xml'/></a>"                            \
    "\n--\nxl/t.xml\n<sst>" texts "</sst>\n--\nxl/y.xml\n<s>" styles "</s>"                  \
    "\n--\nxl/s.xml\n<s><sheetData>" rows "</sheetData><mergeCells>" merged "</mergeCells></s>"

#define ODS(sheet)                                                                      \
    "mimetype\napplication/vnd.oasis.opendocument.spreadsheet\n--\ncontent.xml\n"       \
    "<d xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "                    \
    "xmlns:t='urn:oasis:names:tc:opendocument:xmlns:table:1.0' "                        \
    "xmlns:x='urn:oasis:names:tc:opendocument:xmlns:text:1.0' "                         \
    "xmlns:s='urn:oasis:names:tc:opendocument:xmlns:style:1.0' "                        \
    "xmlns:c='urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0'>"   \
    "<automatic-styles><style s:name='h'><table-properties t:display='false'/></style>" \
    "</automatic-styles><body><spreadsheet><table t:name='S' t:style-name='h'>" sheet   \
    "</table><table t:name='far' t:style-name='ta_extref'/></spreadsheet></body></d>"

static Workbook *read_parts(const char *parts)
{
    g_autoptr(GByteArray) zip = zip_bytes_pack(parts, strlen(parts));
    g_autoptr(GError) error = NULL;
    Workbook *workbook = workbook_table_read((const char *)zip->data, zip->len, &error);

    if (workbook == NULL) {
        fail_msg("%s", error->message);
    }
    return workbook;
}

/* The cells of the only sheet, which is hidden: PLACE=KIND:TEXT for each, a "|" between. */
static void assert_cells(const Workbook *workbook, const char *expected)
{
    static const char KINDS[] = "?tndchlbe"; /* by CellKind: text, number, date, clock … */
    g_autoptr(GString) cells = g_string_new(NULL);

    assert_int_equal(workbook->sheets->len, 1);
    const Sheet *sheet = workbook_sheet(workbook, 0);
    assert_true(sheet->hidden);
    for (guint i = 0; i < sheet->rows->len; i++) {
        const Row *row = sheet_row(sheet, i);
        for (guint32 j = 0; j < row->n_cells; j++) {
            const Cell *cell = &row->cells[j];
            g_autofree char *place = workbook_dup_place(workbook, sheet, row->number, cell->column);
            g_string_append_printf(cells, "%s%s=%c:%s", cells->len > 0 ? "|" : "", place + 2,
                                   KINDS[cell->kind], cell->text);
        }
    }
    assert_string_equal(cells->str, expected);
}

static void cells_of_excel_are_read_by_type_and_style(void **state)
{
    g_autoptr(Workbook) workbook = read_parts(XLSX(
        "<row r='2'><c r='B2'><v>7.50</v></c><c s='1'><v>39273</v></c><c s='2'><v>0.375</v></c>"
        "<c s='3'><v>39273.375</v></c><c s='4'><v>1.5</v></c></row>"
        "<row><c t='b'><v>0</v></c><c t='e'><v>#REF!</v></c><c t='str'><f>A1</f><v>f</v></c>"
        "<c t='d' s='1'><v>2007-07-10T00:00:00</v></c><c><f>1</f></c><c s='99'><v>1</v></c></row>",
        "", "",
        "<numFmts><numFmt numFmtId='200' formatCode='d.m. h:mm'/></numFmts><cellXfs>"
        "<xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='20'/><xf numFmtId='200'/>"
        "<xf numFmtId='46'/></cellXfs>"));

    assert_cells(workbook, "B2=n:7.5|C2=d:2007-07-10|D2=c:09:00|E2=h:2007-07-10T09:00|F2=l:36:00|"
                           "A3=b:false|B3=e:#REF!|C3=t:f|D3=d:2007-07-10|F3=n:1");
    assert_int_equal(workbook_sheet(workbook, 0)->uncalculated, 1);
}

static void texts_of_excel_have_runs_escapes_and_blanks_of_their_own(void **state)
{
    g_autoptr(Workbook) workbook = read_parts(
        XLSX("<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='s'><v>2</v></c>"
             "<c t='inlineStr'><is><t>i&amp;<![CDATA[<]]></t></is></c></row>",
             "",
             "<si><r><t>a</t></r><r><t xml:space='preserve'> b</t></r><rPh><t>no</t></rPh></si>"
             "<si><t> c </t></si><si><t>d_x000D__x000a_e_x005F_x000D__xD800_</t></si>",
             ""));

    assert_cells(workbook, "A1=t:a b|B1=t:c|C1=t:d\ne_x000D__xD800_|D1=t:i&<");
}

static void merged_cells_of_excel_keep_their_first(void **state)
{
    g_autoptr(Workbook) workbook = read_parts(
        XLSX("<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row>",
             "<mergeCell ref='A1:B2'/>", "", ""));

    assert_cells(workbook, "A1=n:1|C1=n:3");
    assert_int_equal(sheet_merged(workbook_sheet(workbook, 0), 2, 2)->right, 2);
}

static void cells_of_libreoffice_are_read_by_their_values(void **state)
{
    g_autoptr(Workbook) workbook = read_parts(ODS(
        "<shapes><table-row><table-cell o:value-type='float' o:value='9'/></table-row></shapes>"
        "<table-row><table-cell t:number-columns-repeated='2' o:value-type='float' o:value='7.5'/>"
        "<table-cell/><table-cell o:value-type='date' o:date-value='2007-07-10'/>"
        "<table-cell o:value-type='date' o:date-value='2007-07-10T09:00:00'/>"
        "<table-cell o:value-type='time' o:time-value='PT09H00M00S'/>"
        "<table-cell o:value-type='time' o:time-value='PT26H30M00S'/>"
        "<table-cell o:value-type='boolean' o:boolean-value='true'/>"
        "<table-cell o:value-type='percentage' o:value='0.25'/>"
        "<table-cell o:value-type='currency' o:value='-1'/>"
        "<table-cell o:value-type='date' o:date-value='-100-01-01'><p>shown</p></table-cell>"
        "<table-cell o:value-type='string' c:value-type='error'><p>#REF!</p></table-cell>"
        "<table-cell t:formula='of:=1'/></table-row>"));

    assert_cells(workbook, "A1=n:7.5|B1=n:7.5|D1=d:2007-07-10|E1=h:2007-07-10T09:00|F1=c:09:00|"
                           "G1=l:26:30|H1=b:true|I1=n:0.25|J1=n:-1|K1=t:shown|L1=e:#REF!");
    assert_int_equal(workbook_sheet(workbook, 0)->uncalculated, 1);
}

static void texts_of_libreoffice_have_paragraphs_and_no_comments(void **state)
{
    g_autoptr(Workbook) workbook = read_parts(ODS(
        "<table-row-group><table-row t:number-rows-repeated='3'/><table-row>"
        "<table-cell><annotation><p>no</p></annotation><p>a<s x:c='2'/>b<tab/>c<s/></p>"
        "<p><span>d<a>e</a></span><line-break/><note><p>no</p></note>f</p><table/></table-cell>"
        "<table-cell o:value-type='string' o:string-value='g'/></table-row></table-row-group>"));

    assert_cells(workbook, "A4=t:a  b\tc \nde\nf|B4=t:g");
}

static void rows_of_libreoffice_are_repeated_and_cells_merged(void **state)
{
    g_autoptr(Workbook) workbook = read_parts(ODS(
        "<table-row t:number-rows-repeated='2'><table-cell t:number-columns-spanned='2'><p>a</p>"
        "</table-cell><covered-table-cell><p>no</p></covered-table-cell><table-cell><p>b</p>"
        "</table-cell></table-row>"));

    assert_cells(workbook, "A1=t:a|C1=t:b|A2=t:a|C2=t:b");
    assert_int_equal(workbook_sheet(workbook, 0)->merged->len, 2);
}

static void without_libzip_no_workbook_is_read(void **state)
{
    g_autoptr(GError) error = NULL;

    assert_null(workbook_table_read("", 0, &error));
    assert_true(g_error_matches(error, TABLE_ERROR, TABLE_ERROR_FORM));
    assert_non_null(strstr(error->message, "without libzip"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_of_excel_are_read_by_type_and_style),
        cmocka_unit_test(texts_of_excel_have_runs_escapes_and_blanks_of_their_own),
        cmocka_unit_test(merged_cells_of_excel_keep_their_first),
        cmocka_unit_test(cells_of_libreoffice_are_read_by_their_values),
        cmocka_unit_test(texts_of_libreoffice_have_paragraphs_and_no_comments),
        cmocka_unit_test(rows_of_libreoffice_are_repeated_and_cells_merged),
    };
    const struct CMUnitTest without[] = {
        cmocka_unit_test(without_libzip_no_workbook_is_read),
    };
    g_autoptr(GError) error = NULL;
    g_autoptr(Workbook) none = workbook_table_read("", 0, &error);
    bool has_libzip = none == NULL && strstr(error->message, "without libzip") == NULL;

    return has_libzip ? cmocka_run_group_tests(tests, NULL, NULL)
                      : cmocka_run_group_tests(without, NULL, NULL);
}
