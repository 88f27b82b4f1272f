using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Groundwork.FrontDoors.Tests.Cli;

public sealed class BadInputStories : IDisposable
{
    private const long Megabyte = 1 << 20;

    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task A_path_that_does_not_exist_is_named_and_nothing_is_done()
    {
        _terminal.Write("notes/a.md", "A note.");
        var refused = (await _terminal.RunAsync("ingest", "notes", "nots")).Failed("GW1002", exitCode: 2);
        refused.Error.ShouldContain("\"nots\"");
        refused.Error.ShouldContain(_terminal.File("nots"));
        (await _terminal.RunAsync("collections", "--json")).Well().Json.GetProperty("collections").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task An_empty_folder_makes_an_empty_collection()
    {
        Directory.CreateDirectory(_terminal.File("empty"));
        (await _terminal.RunAsync("ingest", "empty", "--json")).Well().Json.GetProperty("added").GetInt32().ShouldBe(0);
        (await _terminal.RunAsync("search", "anything", "--json")).Well().Json.GetProperty("hits").GetArrayLength().ShouldBe(0);
        var abstained = (await _terminal.RunAsync("ask", "anything?", "--json")).Well().Json;
        abstained.GetProperty("answer").GetString().ShouldBeEmpty();
        abstained.GetProperty("abstained").GetProperty("reason").GetString().ShouldNotBeNullOrEmpty();
        (await _terminal.RunAsync("verify")).Well();
    }

    [Fact]
    public async Task Bad_files_are_listed_with_their_codes_and_the_good_one_is_read()
    {
        _terminal.Write("in/good.md", "The good file mentions a marmot.");
        _terminal.Write("in/empty.md", "");
        _terminal.Write("in/blank.txt", " \n\t\n");
        _terminal.Write("in/empty.jsonl", "");
        _terminal.Write("in/binary.txt", [.. Enumerable.Range(0, 4096).Select(i => (byte)(i * 7))]);
        _terminal.Write("in/truncated.pdf", "%PDF-1.4\n1 0 obj\n<< /Type /Cat");
        _terminal.Write("in/truncated.docx", Zip()[..60]);
        _terminal.Write("in/zip.docx", Zip());
        _terminal.Write("in/picture.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]);
        File.CreateSymbolicLink(_terminal.File("in/dangling.md"), _terminal.File("nowhere.md"));
        var reply = (await _terminal.RunAsync("ingest", "in", "--json")).Well().Json;
        reply.GetProperty("added").GetInt32().ShouldBe(1);
        var codes = CodesOf(reply);
        codes["empty.md"].ShouldBe("GW1601");
        codes["blank.txt"].ShouldBe("GW1601");
        codes["empty.jsonl"].ShouldBe("GW1601");
        codes["binary.txt"].ShouldBe("GW1602");
        codes["truncated.docx"].ShouldBe("GW1605");
        codes["zip.docx"].ShouldBe("GW1605");
        codes["dangling.md"].ShouldBe("GW1615");
        codes["truncated.pdf"].ShouldBeOneOf("GW1605", "GW1609", "GW1610");
        codes["picture.png"].ShouldBe("GW1605");
        reply.GetProperty("skipped").EnumerateArray().ShouldBeEmpty();
        (await _terminal.RunAsync("verify")).Well();

        // They stay on record, but for the link that leads nowhere, which is no document; and what was repaired is read.
        (await _terminal.RunAsync("documents", "--json")).Well().Json.GetProperty("failed").GetArrayLength().ShouldBe(codes.Count - 1);
        _terminal.Write("in/empty.md", "Now it says heron.");
        var again = (await _terminal.RunAsync("ingest", "in", "--json")).Well().Json;
        (again.GetProperty("added").GetInt32(), again.GetProperty("unchanged").GetInt32()).ShouldBe((1, 1));
        CodesOf(again).Count.ShouldBe(codes.Count - 1);
    }

    [Fact]
    public async Task Text_that_is_not_quite_UTF_8_is_read_and_I_am_told()
    {
        _terminal.Write("in/latin.txt", Encoding.Latin1.GetBytes("Ein Müller mahlt. Ein Bäcker bäckt."));
        _terminal.Write("in/nul.txt", "The word before\0and the word behind.");
        var reply = (await _terminal.RunAsync("ingest", "in", "--json")).Well().Json;
        reply.GetProperty("added").GetInt32().ShouldBe(1);
        CodesOf(reply)["nul.txt"].ShouldBe("GW1602");
        var shown = (await _terminal.RunAsync("documents", "--show", "latin.txt", "--json")).Well().Json;
        shown.GetProperty("notes").GetArrayLength().ShouldBeGreaterThan(0);
        shown.GetProperty("text").GetString().ShouldBe("Ein Müller mahlt. Ein Bäcker bäckt.");
        (await _terminal.RunAsync("verify")).Well();
    }

    [Fact]
    public async Task A_file_of_200_MB_in_one_line_is_refused_without_reading_it_into_memory()
    {
        foreach (var name in new[] { "in/huge.txt", "in/huge.jsonl" })
        {
            _terminal.Write(name, "x");
            using var huge = File.OpenWrite(_terminal.File(name));
            huge.SetLength(200 * Megabyte); // sparse
        }

        var ran = (await _terminal.RunAsync("ingest", "in", "--json")).Well();
        var codes = CodesOf(ran.Json);
        codes["huge.txt"].ShouldBe("GW1604");
        codes["huge.jsonl"].ShouldBe("GW1604");
        ran.Output.ShouldContain("209715200", Case.Sensitive, "the size is told");
        ran.Output.ShouldContain("reading.maxBytes");
        ran.PeakBytes.ShouldBeLessThan(300 * Megabyte);
    }

    [Fact]
    public async Task A_single_bad_file_that_I_name_is_listed_too()
    {
        _terminal.Write("one.xyz", [0, 1, 2, 3, 0, 0, 0, 255]);
        var reply = (await _terminal.RunAsync("ingest", "one.xyz", "--json")).Well().Json;
        CodesOf(reply)["one.xyz"].ShouldBe("GW1603");
        (await _terminal.RunAsync("ingest", "one.xyz")).Well().Output.ShouldContain("GW1603");
    }

    [Fact]
    public async Task An_encrypted_PDF_is_named_as_such()
    {
        _terminal.Write("in/secret.pdf", EncryptedPdf());
        var code = CodesOf((await _terminal.RunAsync("ingest", "in", "--json")).Well().Json)["secret.pdf"];
        code.ShouldBeOneOf("GW1606", "GW1609");
    }

    [UnprivilegedFact]
    public async Task A_file_that_I_may_not_read_is_listed_and_the_rest_is_read()
    {
        _terminal.Write("in/mine.md", "My own file mentions a marmot.");
        Terminal.SetMode(_terminal.Write("in/theirs.md", "Somebody else's."), UnixFileMode.None);
        Directory.CreateDirectory(_terminal.Data);
        const UnixFileMode Everybody = (UnixFileMode)0b111_111_111;
        foreach (var folder in new[] { _terminal.Data, _terminal.File("home") }) Terminal.SetMode(folder, Everybody);
        var reply = (await _terminal.RunAsync(UnprivilegedFactAttribute.Prefix!, ["ingest", "in", "--json"])).Well().Json;
        reply.GetProperty("added").GetInt32().ShouldBe(1);
        CodesOf(reply)["theirs.md"].ShouldBe("GW1614");
    }

    [Fact]
    public async Task Each_bad_record_is_told_with_its_line_and_the_others_are_read()
    {
        _terminal.Write("in/c.jsonl", string.Join('\n',
            """{"id":"a","title":"Alpha","text":"The first record mentions a walrus."}""",
            """{"_id":7,"text":"A numeric underscore id mentions a heron."}""",
            "this is not JSON",
            """{"id":"b","title":"no text"}""",
            """{"id":"a","text":"The same id again."}""",
            """{"text":"no id"}""",
            """{"id":12,"text":"A numeric id mentions an otter."}"""));
        var reply = (await _terminal.RunAsync("ingest", "in/c.jsonl", "--json")).Well().Json;
        reply.GetProperty("added").GetInt32().ShouldBe(3);
        var failed = reply.GetProperty("failed").EnumerateArray().ToDictionary(f => f.GetProperty("path").GetString()!.Split(", ")[^1], f => f.GetProperty("code").GetString()!, StringComparer.Ordinal);
        failed.Keys.ShouldBe(["line 3", "line 4", "line 5", "line 6"], ignoreOrder: true);
        failed["line 5"].ShouldBe("GW1608");
        failed["line 4"].ShouldBe("GW1607");
        failed["line 6"].ShouldBe("GW1607");
        foreach (var (word, id) in new[] { ("walrus", "a"), ("heron", "7"), ("otter", "12") })
            (await _terminal.RunAsync("search", word, "--json")).Well().Json.GetProperty("hits")[0].GetProperty("document").GetString().ShouldBe(id);
    }

    private static Dictionary<string, string> CodesOf(JsonElement reply) => reply.GetProperty("failed").EnumerateArray()
        .ToDictionary(f => Path.GetFileName(f.GetProperty("path").GetString()!.Split(", line ")[0]), f => f.GetProperty("code").GetString()!, StringComparer.Ordinal);

    private static byte[] Zip()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = zip.CreateEntry("word/other.xml").Open())
            entry.Write("<a/>"u8);
        return bytes.ToArray();
    }

    // The standard security handler with keys that no password opens (ISO 32000-1, 7.6.3).
    private static byte[] EncryptedPdf()
    {
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>",
            $"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{new string('A', 64)}> /U <{new string('B', 64)}> >>",
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
        text.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R /Encrypt 4 0 R /ID [<{new string('C', 32)}> <{new string('C', 32)}>] >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
