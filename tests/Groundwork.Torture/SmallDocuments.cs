using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Groundwork.Torture;

/// <summary>One sound document of every format, made by hand: what the mutations start from.</summary>
internal static class SmallDocuments
{
    public static IReadOnlyList<(string Extension, byte[] Content)> All(Random random)
    {
        var corpus = Tongue.All;
        string Text() => corpus[random.Next(corpus.Count)].Paragraph(random);
        return
        [
            (".md", Utf8($"---\ntitle: Über\ntags: [a, b]\n---\n# {Text()}\n\n{Text()}\n\n- {Text()}\n  - {Text()}\n\n```c\nint x;\n```\n\n| a | b |\n|---|---|\n| 1 | {Text()} |\n\n> {Text()}\n\n<div>{Text()}</div>\n\n[link](http://example.org \"t\") ![i](x.png) `code`\n")),
            (".txt", Utf8($"{Text()}\r\n\r\n{Text()}\r\n")),
            (".txt", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Text())).ToArray()),
            (".html", Utf8($"<!DOCTYPE html><html lang='de'><head><meta charset='utf-8'><title>T</title><script>var a = '<p>';</script></head><body><nav>n</nav><h1 id='x'>{Text()}</h1><p>{Text()}<br>&amp;&#x1F600;&nbsp;</p><table><tr><th>a<td>{Text()}</table><pre>{Text()}</pre><ul><li>{Text()}<ul><li>{Text()}</ul></ul></body></html>")),
            (".jsonl", Utf8(string.Concat(Enumerable.Range(0, 6).Select(i => System.Text.Json.JsonSerializer.Serialize(new { id = i, title = "t", text = Text(), tags = new[] { "a", "b" }, year = 2000 + i }) + "\n")))),
            (".csv", Utf8($"a;b\n1;{Text()}\n")),
            (".json", Utf8($$"""{"a":[1,2,{"b":"{{Text()}}"}]}""")),
            (".cs", Utf8("namespace A; internal static class B { public static int C(int d) => d + 1; }\n")),
            (".pdf", Pdf("Ein kurzer Satz. A short sentence with the words harbour and lantern.")),
            (".docx", Docx(Text(), Text())),
            (string.Empty, Utf8(Text())),
        ];
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>One page with one line, after ISO 32000-1, 7.5.</summary>
    private static byte[] Pdf(string line)
    {
        var stream = $"BT /F1 12 Tf 72 720 Td ({line}) Tj ET";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            string.Create(CultureInfo.InvariantCulture, $"<< /Length {stream.Length} >>\nstream\n{stream}\nendstream"),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        var text = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            offsets.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var table = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets) text.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        text.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static byte[] Docx(string first, string second)
    {
        const string W = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", """<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>""");
            Add(zip, "_rels/.rels", """<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>""");
            Add(zip, "word/document.xml", $"""<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>{first}</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">{second}</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>""");
        }

        return bytes.ToArray();

        static void Add(ZipArchive zip, string name, string content)
        {
            // Stored, so that mutations reach the XML and not only the compressed stream.
            using var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
            entry.Write(Encoding.UTF8.GetBytes(content));
        }
    }
}
