using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Groundwork.Knowledge.Deleting;

namespace Groundwork.Knowledge.Tests.Deleting;

public sealed class ByteScanTests
{
    private const string Text = "The canary sings at four in the morning, long before the miners come down the shaft with their lamps.";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData((1 << 20) - 40)]
    [InlineData((1 << 20) - 16)]
    [InlineData((1 << 20) + 3)]
    [InlineData((2 << 20) - 7)]
    public void A_piece_is_found_wherever_it_stands(int before)
    {
        var content = new byte[before + 400];
        Encoding.UTF8.GetBytes(Text).CopyTo(content, before);
        Found(content, ContentWindows.Of(Text), []).ShouldContain(f => f.Offset == before && !f.IsPattern);
    }

    [Fact]
    public void A_piece_is_found_in_either_encoding()
    {
        const string Greek = "Το καναρίνι τραγουδά στις τέσσερις το πρωί, πολύ πριν κατέβουν.";
        Found(Encoding.UTF8.GetBytes(Greek), ContentWindows.Of(Greek), []).ShouldNotBeEmpty();
        Found(Encoding.Unicode.GetBytes(Greek), ContentWindows.Of(Greek), []).ShouldNotBeEmpty();
        Found(Encoding.BigEndianUnicode.GetBytes(Greek), ContentWindows.Of(Greek), []).ShouldBeEmpty();
    }

    [Fact]
    public void A_text_of_few_bytes_leaves_nothing_to_look_for_and_a_short_one_is_one_piece()
    {
        ContentWindows.Of("1234").Where(w => w.Bytes < 8).ShouldBeEmpty();
        ContentWindows.Of("canary-17").Select(w => w.Bytes).ShouldBe([9, 18]);
        Found(Encoding.UTF8.GetBytes("xx canary-17 xx"), ContentWindows.Of("canary-17"), []).Single().Offset.ShouldBe(3);
    }

    [Fact]
    public void A_ruler_is_nobodys_text() => ContentWindows.Of(new string('-', 500)).ShouldBeEmpty();

    [Fact]
    public void Windows_survive_being_written() => ContentWindows.Read(ContentWindows.Write(ContentWindows.Of(Text))).ShouldBe(ContentWindows.Of(Text));

    // The differential test: what a naive search finds, and nothing else.
    [Fact]
    public void It_finds_what_a_naive_search_finds() => Prop.ForAll<byte[], byte>((bytes, cut) =>
    {
        if (bytes is null || bytes.Length < 6) return true;
        var content = bytes.Select(b => (byte)(b & 3)).ToArray();
        var length = 3 + (cut % 3);
        var start = cut % (content.Length - length + 1);
        var piece = content[start..(start + length)];
        var expected = Enumerable.Range(0, content.Length - length + 1).Where(i => content.AsSpan(i, length).SequenceEqual(piece)).Select(i => (long)i).ToArray();
        var byHash = Found(content, [ContentWindows.WindowOf(piece)], []).Select(f => f.Offset).ToArray();
        var byPattern = Found(content, [], [piece]).Select(f => f.Offset).ToArray();
        return byHash.SequenceEqual(expected) && byPattern.SequenceEqual(expected);
    }).QuickCheckThrowOnFailure();

    private static (long Offset, byte[] Piece, bool IsPattern)[] Found(byte[] content, IReadOnlyList<ContentWindow> windows, byte[][] patterns)
    {
        using var stream = new MemoryStream(content);
        return [.. new ByteScan(windows, patterns).Run(stream, default)];
    }
}
