using Groundwork.Models.Metering;
using Groundwork.TestKit;

namespace Groundwork.Models.Tests.Metering;

public sealed class SpendingJournalTests : IDisposable
{
    private static readonly AttemptFacts Facts = new("key", "użytkownik 用户", "default", "chat", "target", "model", ModelUse.Chat, new ModelPrice(new Money(1), new Money(long.MaxValue), new Money(3), new DateOnly(2026, 1, 1)));
    private static readonly SpendingEvent[] Lines =
    [
        new SpendingEvent.Reserved(1, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), Facts, new TokenUsage(100, 200), [1, 300]),
        new SpendingEvent.Reserved(2, new DateTimeOffset(2026, 1, 2, 3, 4, 6, TimeSpan.Zero), Facts with { User = null, Price = null }, new TokenUsage(1, 2), []),
        new SpendingEvent.Settled(1, new TokenUsage(90, 5, 40), UsageSource.Counted, ModelFailure.BrokenStream, true, TimeSpan.FromMilliseconds(12), TimeSpan.FromSeconds(3)),
        new SpendingEvent.Returned(2),
        new SpendingEvent.Replayed(3, new DateTimeOffset(2026, 1, 2, 3, 4, 7, TimeSpan.Zero), Facts, ReplayKind.Semantic, TimeSpan.FromMicroseconds(7)),
    ];

    private readonly TemporaryDirectory _place = new();

    [Fact]
    public void Every_line_is_read_as_it_was_written()
    {
        var (lines, _) = JournalFiles.Read(Written(), 0, null, 100);
        Texts(lines).ShouldBe(Texts(Lines));
    }

    [Fact]
    public void Torn_at_every_byte_a_journal_gives_its_whole_lines()
    {
        var whole = File.ReadAllBytes(Written());
        var ends = new List<int> { 0 };
        while (ends[^1] < whole.Length) ends.Add(ends[^1] + JournalCodec.Read(whole.AsSpan(ends[^1]))!.Value.Bytes);
        for (var length = 0; length <= whole.Length; length++)
        {
            var path = _place.Write("torn.journal", whole[..length]);
            var (lines, offset) = JournalFiles.Read(path, 0, null, 100);
            lines.Count.ShouldBe(ends.Count(end => end <= length) - 1);
            offset.ShouldBe(ends.Last(end => end <= length));
        }
    }

    [Fact]
    public void A_changed_bit_anywhere_is_noticed()
    {
        var whole = File.ReadAllBytes(Written());
        var first = JournalCodec.Read(whole)!.Value.Bytes;
        for (var at = 0; at < first; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var spoiled = whole[..first];
                spoiled[at] ^= (byte)(1 << bit);
                JournalCodec.Read(spoiled).ShouldBeNull();
            }
        }
    }

    [Fact]
    public void Names_of_any_length_take_a_bounded_line()
    {
        var buffer = new JournalBuffer();
        JournalCodec.Write(new SpendingEvent.Replayed(1, default, Facts with { User = new string('界', 1_000_000) }, ReplayKind.Exact, default), buffer);
        buffer.Written.Length.ShouldBeLessThan(2000);
        JournalCodec.Read(buffer.Written).ShouldNotBeNull();
    }

    [Fact]
    public void A_living_process_keeps_others_from_its_journal()
    {
        using (new SpendingJournal(_place.Path, "alive", 1 << 20))
        {
            JournalFiles.TakeLock(_place.Path, "alive").ShouldBeNull();
            Should.Throw<IOException>(() => new SpendingJournal(_place.Path, "alive", 1 << 20));
        }

        JournalFiles.TakeLock(_place.Path, "alive").ShouldNotBeNull().Dispose();
    }

    public void Dispose() => _place.Dispose();

    private static IEnumerable<string> Texts(IEnumerable<SpendingEvent> lines) =>
        lines.Select(static l => l is SpendingEvent.Reserved r ? $"{r with { Accounts = [] }} {string.Join(',', r.Accounts)}".Replace("System.Int64[]", "", StringComparison.Ordinal) : l.ToString());

    private string Written()
    {
        using var journal = new SpendingJournal(_place.Path, "p", 1 << 20);
        foreach (var line in Lines) journal.Append(line);
        journal.Flush();
        return JournalFiles.FileOf(_place.Path, "p", 1);
    }
}
