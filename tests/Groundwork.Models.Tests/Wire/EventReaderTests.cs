using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Groundwork.Models.Wire;

public sealed class EventReaderTests
{
    [Theory]
    [InlineData("data: a\n\ndata: b\n\n", "a|b")]
    [InlineData("data: a\r\n\r\ndata: b\r\n\r\n", "a|b")]
    [InlineData("data: a\r\rdata: b\r\r", "a|b")]
    [InlineData("data:a\n\n", "a")]
    [InlineData("data:  a\n\n", " a")]
    [InlineData("data\n\n", "")]
    [InlineData("data: a\ndata: b\n\n", "a\nb")]
    [InlineData("data: a\r\ndata: b\r\n\r\n", "a\nb")]
    [InlineData("data: a\rdata: b\r\r", "a\nb")]
    [InlineData(": keep-alive\n\ndata: a\n: ping\n\n:\n\n", "a")]
    [InlineData("\n\n\ndata: a\n\n", "a")]
    [InlineData("id: 1\nretry: 5\nfoo: bar\ndata: a\n\n", "a")]
    [InlineData("\uFEFFdata: a\n\n", "a")]
    [InlineData("data: a\n\ndata: [DONE]", "a|[DONE]")]
    [InlineData("data: a\n\ndata: b\n", "a|b")]
    [InlineData("event: x\n\ndata: a\n\n", "a")]
    [InlineData("", null)]
    [InlineData(": only comments\n\n", null)]
    [InlineData("database: a\n\n", null)]
    public async Task Events_are_read_as_the_standard_says(string stream, string? expected)
    {
        var events = await ReadAsync(Encoding.UTF8.GetBytes(stream), portion: 4096);

        (events.Count == 0 ? null : string.Join('|', events.Select(static e => Encoding.UTF8.GetString(e.Data.Span)))).ShouldBe(expected);
    }

    [Fact]
    public async Task The_name_of_an_event_belongs_to_that_event_alone()
    {
        var events = await ReadAsync("event: error\ndata: a\n\ndata: b\n\n"u8.ToArray(), portion: 3);

        events.Select(static e => e.Name).ShouldBe(["error", ""]);
    }

    [Fact]
    public async Task Only_an_event_that_the_end_cuts_off_is_marked_so()
    {
        var events = await ReadAsync("data: a\n\ndata: {\"b"u8.ToArray(), portion: 5);

        events.Select(static e => e.IsCutOff).ShouldBe([false, true]);
    }

    [Fact]
    public async Task An_event_that_is_too_long_is_refused_wherever_its_lines_end()
    {
        await Should.ThrowAsync<InvalidDataException>(ReadAsync(Encoding.UTF8.GetBytes("data: " + new string('x', 5000)), portion: 100, maxEventBytes: 4096));
        await Should.ThrowAsync<InvalidDataException>(ReadAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("data: xxxxxxxxx\n", 1000))), portion: 100, maxEventBytes: 4096));
    }

    [Fact]
    public void However_the_bytes_are_cut_the_events_are_the_same()
    {
        Prop.ForAll<NonEmptyArray<NonNull<string>>, PositiveInt, bool>((texts, portion, crlf) =>
        {
            var end = crlf ? "\r\n" : "\n";
            var sent = texts.Get.Select(static text => WithoutLineEnds(text.Get) + "Grüße 😀").ToArray();
            var stream = string.Concat(sent.Select(text => $"data: {text}{end}: ping{end}{end}"));
            var read = ReadAsync(Encoding.UTF8.GetBytes(stream), 1 + portion.Get % 17).GetAwaiter().GetResult();
            return read.Select(static e => Encoding.UTF8.GetString(e.Data.Span)).SequenceEqual(sent.Select(static text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))), StringComparer.Ordinal);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void No_bytes_make_the_reader_fail_or_hang()
    {
        Prop.ForAll<byte[], PositiveInt>((bytes, portion) =>
        {
            ReadAsync(bytes, 1 + portion.Get % 5).GetAwaiter().GetResult();
            return true;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("{}\n{\"a\":1}\n", "{}|{\"a\":1}")]
    [InlineData("\uFEFF{}\r\n\r\n  \n[]", "{}|[]")]
    public async Task Lines_are_events_of_their_own(string stream, string expected)
    {
        var events = await ReadAsync(Encoding.UTF8.GetBytes(stream), portion: 3, form: StreamForm.Lines);

        string.Join('|', events.Select(static e => Encoding.UTF8.GetString(e.Data.Span))).ShouldBe(expected);
    }

    [Fact]
    public async Task A_long_event_among_short_ones_arrives_whole()
    {
        var longest = new string('x', 100_000);

        var events = await ReadAsync(Encoding.UTF8.GetBytes($"data: a\n\ndata: {longest}\ndata: b\n\ndata: c\n\n"), portion: 7_000);

        events.Select(static e => Encoding.UTF8.GetString(e.Data.Span)).ShouldBe(["a", longest + "\nb", "c"]);
    }

    private static string WithoutLineEnds(string text) => text.Replace('\r', ' ').Replace('\n', ' ');

    private static async Task<List<StreamEvent>> ReadAsync(byte[] stream, int portion, int maxEventBytes = 1 << 20, StreamForm form = StreamForm.Events)
    {
        var at = 0;
        using var reader = new EventReader(
            (into, _) =>
            {
                var length = Math.Min(Math.Min(portion, into.Length), stream.Length - at);
                stream.AsMemory(at, length).CopyTo(into);
                at += length;
                return ValueTask.FromResult(length);
            },
            maxEventBytes,
            form);
        var events = new List<StreamEvent>();
        while (await reader.NextAsync(CancellationToken.None) is { } next)
            events.Add(next with { Data = next.Data.ToArray() });
        return events;
    }
}
