#!/usr/bin/python3
"""Damaged and hostile workbooks are refused or read, in bounded memory, and never crash the reader.

CONFEED_TEST_SEED picks where files are damaged; the seed of a run is printed.
"""

import io
import os
import random
import struct
import sys
import zipfile
import zlib

import tables

CORPUS = tables.TOP / "tests/fuzz/corpus/workbook"
CUTS = 200
FLIPS = 500

MIB = 1024 * 1024
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def pack(parts):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return output.getvalue()


def relations(*rows):
    rows = "".join(f'<Relationship Id="{i}" Type="x/{t}" Target="{p}"/>' for i, t, p in rows)
    return f"<Relationships>{rows}</Relationships>"


def xlsx(data='<row><c t="str"><v>fine</v></c></row>', sheet_part="s.xml", **more):
    """A workbook of one sheet, with these rows; or with these parts."""
    parts = {
        "_rels/.rels": relations(("r", "officeDocument", "xl/w.xml")),
        "xl/w.xml": f'<workbook xmlns:r="{RELATIONS}"><sheets><sheet name="S" r:id="s"/></sheets></workbook>',
        "xl/_rels/w.xml.rels": relations(
            ("s", "worksheet", sheet_part), ("t", "sharedStrings", "t.xml"), ("y", "styles", "y.xml")
        ),
        "xl/t.xml": "<sst><si><t>shared</t></si></sst>",
        "xl/y.xml": "<styleSheet/>",
        "xl/s.xml": f"<worksheet><sheetData>{data}</sheetData></worksheet>",
    }
    parts.update({name.replace("__", "/").replace("_", "."): text for name, text in more.items()})
    return pack(parts)


def ods(rows, before="", manifest="<manifest/>"):
    return pack(
        {
            "mimetype": ODS_TYPE,
            "META-INF/manifest.xml": manifest,
            "content.xml": f'{before}<o:d xmlns:o="{OFFICE}" xmlns:t="{TABLE}" xmlns:x="{TEXT}"><o:body>'
            f'<o:spreadsheet><t:table t:name="S">{rows}</t:table></o:spreadsheet></o:body></o:d>',
        }
    )


def cell(text, **attributes):
    written = "".join(f' t:{k.replace("_", "-")}="{v}"' for k, v in attributes.items())
    return f'<t:table-cell o:value-type="string"{written}><x:p>{text}</x:p></t:table-cell>'


def row(*cells, repeated=1):
    return f'<t:table-row t:number-rows-repeated="{repeated}">{"".join(cells)}</t:table-row>'


LAUGHS = "<!DOCTYPE a [<!ENTITY b0 'lol'>{}]>".format(
    "".join(f"<!ENTITY b{i} '{f'&b{i - 1};' * 10}'>" for i in range(1, 10))
)
OUTSIDE = "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>"
SPACES = " ".join(f"xmlns:b{i}='c'" for i in range(20))
MANY = " ".join(f"a{i}=''" for i in range(100_000))


def bomb():
    """A sheet that becomes a thousand times larger."""
    return xlsx("<a/>" * (75 * MIB))


def quiet_bomb():
    """A sheet that is not too large for its file, but by itself."""
    rng = random.Random(1)
    noise = rng.randbytes(2 * MIB).hex()
    return xlsx(xl__y_xml=f"<a><!-- {noise} --></a>", data="<!-- {} -->".format("x" * MIB) * 256)


def elements():
    """As small as elements can be, in a file that is large enough for so many."""
    noise = random.Random(1).randbytes(MIB).hex()
    return xlsx(xl__y_xml=f"<a><!-- {noise} --></a>", data="<a/>" * 16_000_001)


def liar():
    """A bomb whose directory and heads say that it is small."""
    data = bytearray(bomb())
    size = struct.pack("<I", 300 * MIB + len("<worksheet><sheetData></sheetData></worksheet>"))
    while size in data:
        at = data.index(size)
        data[at : at + 4] = struct.pack("<I", 100)
    return bytes(data)


def overlapping():
    """Two hundred sheets in the directory that are all the same octets."""
    names = [f"s{i}" for i in range(200)]
    sheets = "".join(f'<sheet name="{n}" r:id="{n}"/>' for n in names)
    return pack(
        {
            "_rels/.rels": relations(("r", "officeDocument", "xl/w.xml")),
            "xl/w.xml": f'<workbook xmlns:r="{RELATIONS}"><sheets>{sheets}</sheets></workbook>',
            "xl/_rels/w.xml.rels": relations(*[(n, "worksheet", "s.xml") for n in names]),
            "xl/s.xml": f"<worksheet><sheetData>{'<a/>' * MIB}</sheetData></worksheet>",
        }
    )


def crowd():
    """More parts than any workbook has."""
    return pack({f"part{i}": "" for i in range(10_001)})


def encrypted_zip():
    """A part whose flag says that it is encrypted."""
    data = bytearray(xlsx())
    at = data.index(b"PK\1\2")
    data[at + 8] |= 1
    data[6] |= 1
    return bytes(data)


def compound(name):
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + name.encode("utf-16-le")


# What each file is refused for; a list of texts, of cells of the first sheet, where it is read.
HOSTILE = [
    (bomb, "200 times larger than the file"),
    (liar, ["times larger", "Inconsistent", "inconsistent", "CRC", "size"]),
    (quiet_bomb, "more than 256 MiB, unpacked"),
    (elements, "more than 16000000 elements"),
    (overlapping, "200 times larger than the file"),
    (crowd, "more than 10000 parts"),
    (encrypted_zip, "encrypted with a password; save a copy without one"),
    (lambda: ods("", before=LAUGHS), "a document type (DOCTYPE)"),
    (lambda: ods("", before=OUTSIDE), "a document type (DOCTYPE)"),
    (lambda: xlsx(xl__t_xml=LAUGHS + "<sst><si><t>&b9;</t></si></sst>"), "a document type (DOCTYPE)"),
    (lambda: xlsx(xl__y_xml="<styleSheet>&b;</styleSheet>"), "xl/y.xml: line 1: Entity 'b' not defined"),
    (lambda: xlsx(xl__y_xml=LAUGHS.encode("utf-16")), "not XML in UTF-8"),
    (lambda: xlsx(xl__y_xml="<a>" * 100_000), "elements within each other more than 64 deep"),
    (lambda: xlsx(xl__y_xml=f"<a {MANY}/>"), "an element with too many attributes"),
    (lambda: xlsx(xl__y_xml=f"<a {SPACES}>" * 60), "elements around a place have too many attributes"),
    (lambda: xlsx("<row><c>" + "<v>1</v>" * 1_000_000 + "</c></row>"), 'is no number'),
    (lambda: xlsx(f"<row><c t='str'><v>{'x' * 70_000}</v></c></row>"), "S!A1: a text has more than 65536"),
    (lambda: xlsx(random.Random(1).randbytes(6 * MIB).hex()), "huge text node"),
    (lambda: xlsx("<row><c t='s'><v>1</v></c></row>"), 'S!A1: "1" is no text of the workbook'),
    (lambda: xlsx("<row><c t='s'><v>-1</v></c></row>"), 'S!A1: "-1" is no text of the workbook'),
    (lambda: xlsx("<row><c><v>1e999</v></c></row>"), 'S!A1: "1e999" is no number'),
    (lambda: xlsx("<row r='2'/><row r='1'/>"), "S: row 1 follows row 2"),
    (lambda: xlsx("<row r='1048577'><c><v>1</v></c></row>"), "more than 1048576 rows"),
    (lambda: xlsx("<row r='1'><c r='XFE1'><v>1</v></c></row>"), '"XFE1" is no place on a sheet'),
    (lambda: xlsx("<row r='1'><c r='A2'><v>1</v></c></row>"), '"A2" is no place on a sheet'),
    (lambda: xlsx("".join(f"<row r='{i}'><c><v>{i}</v></c></row>" for i in range(1, 1_000_001))), 1_000_000),
    (lambda: xlsx(sheet_part="../../../etc/passwd"), "etc/passwd: there is no such part"),
    (lambda: xlsx(sheet_part="file:///etc/passwd"), "etc/passwd: there is no such part"),
    (lambda: xlsx(sheet_part="..\\..\\x"), "xl/..\\..\\x: there is no such part"),
    (lambda: xlsx(sheet_part="/../xl/./q/../s.xml"), 1),
    (lambda: ods(row(cell("a"), cell("a"), repeated=1_000_001)), "S!A1: more than 2000000 cells"),
    (lambda: ods(row(cell("a"), repeated=1_048_576) + row(cell("b"))), "beyond row 1048576"),
    (lambda: ods(row(cell("a", number_columns_repeated=4_000_000_000))), "beyond row 1048576 or column"),
    (lambda: ods(row(cell("a", number_columns_repeated=16_384), repeated=1000)), "2000000 cells"),
    (lambda: ods(row(cell("", number_columns_repeated=4_000_000_000), repeated=4_000_000_000) * 99), 0),
    (lambda: ods(row(cell("<x:s x:c='4000000000'/>"))), "S!A1: a text has more than 65536 octets"),
    (lambda: ods(row(cell("<x:s x:c='60000'/>" * 1000))), "S!A1: a text has more than 65536 octets"),
    (lambda: ods(row(cell("a", number_rows_spanned=2)) + row(cell("a", number_columns_spanned=2))), "overlap"),
    (lambda: ods(row(cell("a", number_columns_spanned=2), repeated=5000)), "4096 merged ranges"),
    (lambda: ods(row(cell("a", number_columns_spanned=4_000_000_000))), 1),
    (lambda: ods("", manifest="<a><encryption-data/></a>"), "encrypted with a password; save a copy"),
    (lambda: compound("EncryptedPackage"), "encrypted with a password; save a copy without one"),
    (lambda: compound("Workbook"), "Excel 97 to 2003 (.xls); save it as .xlsx or .ods"),
    (lambda: compound("WordDocument"), "old Office program"),
    (lambda: b"", "the file is empty"),
    (lambda: b"a;b\nc;d\n", "this is a text, not a workbook; if it is a table, name it .csv"),
    (lambda: b"%PDF-1.7", "this is a PDF"),
    (lambda: b"<html>", "this is XML or HTML"),
    (lambda: b"\0\1\2", "this is not a workbook"),
    (lambda: b"PK\3\4", "the file is damaged"),
    (lambda: pack({"a.txt": ""}), "this is a ZIP file, not a workbook"),
    (lambda: pack({"word/document.xml": ""}), "Word or PowerPoint"),
    (lambda: pack({"xl/workbook.bin": ""}), "(.xlsb); save it as .xlsx"),
    (lambda: pack({"mimetype": ODS_TYPE[:-11] + "text"}), "another document of LibreOffice"),
    (lambda: pack({"mimetype": ODS_TYPE}), "content.xml: there is no such part"),
]  # fmt: skip


def check_hostile():
    if not tables.has_workbooks():
        sys.exit(77)
    for number, (make, expected) in enumerate(HOSTILE):
        answer = tables.read([("workbook-sum", "", make())])[0]
        if isinstance(expected, int):
            assert "sheets" in answer and answer["sheets"][0]["rows"] == expected, (number, answer)
            continue
        wanted = [expected] if isinstance(expected, str) else expected
        assert any(text in answer.get("error", "") for text in wanted), (number, expected, answer)
    print(f"{len(HOSTILE)} hostile files")


def damaged(data, rng):
    for _ in range(CUTS):
        yield data[: rng.randrange(len(data))]
    for _ in range(FLIPS):
        flipped = bytearray(data)
        flipped[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        yield bytes(flipped)


def stored(path):
    """The parts of a readable corpus file, packed without compression: then damage reaches the XML."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for part in path.read_text(encoding="utf-8").split("\n--\n"):
            name, _, text = part.partition("\n")
            archive.writestr(name, text)
    return output.getvalue()


def with_right_sums(data):
    """Mends the checksums of parts, so that what was damaged is parsed."""
    mended = bytearray(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            places = [(i.header_offset, i.file_size, len(i.filename.encode())) for i in archive.infolist()]
    except (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError, struct.error):
        return data
    at = struct.unpack("<I", data[-6:-2])[0]
    for offset, size, length in places:
        start = offset + 30 + length
        total = struct.pack("<I", zlib.crc32(mended[start : start + size]))
        mended[offset + 14 : offset + 18] = total
        mended[at + 16 : at + 20] = total
        at += 46 + length
    return bytes(mended)


def check_damaged(rng):
    files = [path.read_bytes() for path in (CORPUS / "openpyxl.xlsx", CORPUS / "libreoffice.ods")]
    readable = [stored(CORPUS / name) for name in ("xlsx", "ods")]
    cases = [case for data in files + readable for case in damaged(data, rng)]
    cases += [with_right_sums(case) for data in readable for case in damaged(data, rng)]
    answers = tables.read([("workbook", "", case) for case in cases])
    refused = sum("error" in answer for answer in answers)
    assert all(bool(a.get("error")) != ("sheets" in a) for a in answers)
    print(f"{len(cases)} damaged files, {refused} of them refused")


def main():
    seed = os.environ.get("CONFEED_TEST_SEED", str(random.randrange(1_000_000)))
    print(f"CONFEED_TEST_SEED={seed}", flush=True)
    check_hostile()
    check_damaged(random.Random(seed))


if __name__ == "__main__":
    main()
