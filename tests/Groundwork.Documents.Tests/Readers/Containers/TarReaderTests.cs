using Groundwork.TestKit.Samples;

namespace Groundwork.Documents.Tests.Readers.Containers;

public sealed class TarReaderTests
{
    private static readonly string s_long = string.Join('/', Enumerable.Repeat("a-folder-with-a-long-name", 8)) + "/file.txt";

    [Fact]
    public async Task Names_of_all_kinds_are_read()
    {
        var tar = new TarSample().Add("docs/", [], '5').Add("docs/a.md", "# A").Add("b.txt", [.. "two"u8], prefix: "pre/fix").AddPax("path", "paxé/" + s_long).Add("short", "three").AddGnuName("gnu/" + s_long).Add("short", "four");
        var parts = await Opening.PartsAsync("a.tar", tar.ToArray());
        parts.Told().ShouldBe(["a.tar!/docs/a.md text/markdown", "a.tar!/pre/fix/b.txt text/plain", $"a.tar!/paxé/{s_long} text/plain", $"a.tar!/gnu/{s_long} text/plain"]);
        (await parts.DocumentsAsync()).Select(document => document.Text).ShouldBe(["A", "two", "three", "four"]);
    }

    [Fact]
    public async Task A_packed_tar_is_told_by_its_bytes()
    {
        var tar = new TarSample().Add("a.txt", "text").ToGzip();
        (await Opening.PartsAsync("a.tgz", tar)).Told().ShouldBe(["a.tgz!/a.txt text/plain"]);
        (await Opening.PartsAsync("a.gz", tar)).Told().ShouldBe(["a.gz!/a.txt text/plain"]);
        (await Opening.PartsAsync("notes.md.gz", TarSample.Gzip("# Notes"u8.ToArray()))).Told().ShouldBe(["notes.md.gz!/notes.md text/markdown"]);
    }

    [Fact]
    public async Task Links_devices_and_ways_out_are_reported()
    {
        var tar = new TarSample().Add("link", [], '2', link: "/etc/passwd").Add("hard", [], '1', link: "a").Add("null", [], '3').Add("../up.txt", "x").Add("/abs.txt", "x").Add("sparse", [], 'S')
            .AddPax("GNU.sparse.major", "1").Add("sparse2", "x").Add("good.txt", "text");
        (await Opening.PartsAsync("a.tar", tar.ToArray())).Told().ShouldBe(
            ["link: Hostile", "hard: Hostile", "null: Hostile", "../up.txt: Hostile", "/abs.txt: Hostile", "sparse: UnsupportedFormat", "sparse2: UnsupportedFormat", "a.tar!/good.txt text/plain"]);
    }

    [Fact]
    public async Task What_stands_before_a_cut_is_read()
    {
        var tar = new TarSample().Add("a.txt", "whole").Add("b.txt", [.. "half"u8], claimedBytes: 5000).ToArray(hasEnd: false);
        await ShouldEndDamagedAfter(tar, ["a.tar!/a.txt text/plain"]);
        var skipped = new TarSample().Add("a.txt", "whole").Add("b.txt", [], claimedBytes: 1L << 32).ToArray(hasEnd: false);
        await ShouldEndDamagedAfter(skipped, ["a.tar!/a.txt text/plain", "b.txt: TooLarge"]);
    }

    private static async Task ShouldEndDamagedAfter(byte[] tar, string[] expected)
    {
        var parts = new List<ContainedPart>();
        using var stream = new MemoryStream(tar);
        (await Should.ThrowAsync<DocumentUnreadableException>(async () =>
        {
            await foreach (var part in Reading.Readers.OpenAsync(stream, Opening.SourceOf("a.tar", tar), CancellationToken.None)) parts.Add(part);
        })).Reason.ShouldBe(UnreadableReason.Damaged);
        parts.Told().ShouldBe(expected);
    }

    [Fact]
    public async Task Archives_without_files_and_damaged_ones_say_so()
    {
        (await Should.ThrowAsync<DocumentUnreadableException>(() => Opening.PartsAsync("a.tar", new byte[1024]))).Reason.ShouldBe(UnreadableReason.Empty);
        (await Should.ThrowAsync<DocumentUnreadableException>(() => Opening.PartsAsync("a.tar", [.. Enumerable.Repeat((byte)'x', 1024)]))).Reason.ShouldBe(UnreadableReason.Damaged);
        (await Should.ThrowAsync<DocumentUnreadableException>(() => Opening.PartsAsync("a.tar", new TarSample().Add("L", [], 'L', claimedBytes: 1L << 31).ToArray()))).Reason.ShouldBe(UnreadableReason.Damaged);
        (await Should.ThrowAsync<DocumentUnreadableException>(() => Opening.PartsAsync("a.gz", TarSample.Gzip([])))).Reason.ShouldBe(UnreadableReason.Empty);
        var cut = TarSample.Gzip([.. Enumerable.Range(0, 20_000).Select(i => (byte)(' ' + (i * i / 7 % 90)))])[..400];
        ((ContainedPart.Readable)(await Opening.PartsAsync("a.txt.gz", cut))[0]).Source.Notes.ShouldContain(note => note.Contains("cut off", StringComparison.Ordinal));
        (await Should.ThrowAsync<DocumentUnreadableException>(() => Opening.PartsAsync("a.gz", TarSample.Gzip(new byte[60 << 20])))).Reason.ShouldBe(UnreadableReason.Hostile);
    }

    [Theory]
    [InlineData('g')]
    [InlineData('x')]
    [InlineData('L')]
    public async Task Headers_without_a_file_behind_them_count_as_unpacked_bytes(char kind)
    {
        var header = new TarSample().Add("about", [], kind).ToArray(hasEnd: false);
        var tar = new byte[header.Length * 40_000];
        for (var at = 0; at < tar.Length; at += header.Length) header.CopyTo(tar, at);
        (await Should.ThrowAsync<DocumentUnreadableException>(() => Opening.PartsAsync("a.tgz", TarSample.Gzip(tar), new ReadingLimits { MaxUnpackRatio = 50 }))).Reason.ShouldBe(UnreadableReason.Hostile);
    }
}
