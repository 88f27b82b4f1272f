using Groundwork.Documents;
using Groundwork.TestKit.Samples;

namespace Groundwork.Knowledge.Tests.Ingestion;

public sealed class SlowPartTests
{
    public static TheoryData<string, byte[], string[]> Containers() => new()
    {
        { "a.tar", new TarSample().Add("one.txt", "Apples are red.").Add("docs/slow.txt", "Slow pears.").Add("late.txt", "Slow plums.").Add("two.txt", "Figs are purple.").ToArray(), ["docs/slow.txt", "late.txt"] },
        { "a.tgz", new TarSample().Add("one.txt", "Apples are red.").Add("in.tar", new TarSample().Add("slow.txt", "Slow pears.").Add("late.txt", "Slow plums.").ToArray()).Add("two.txt", "Figs are purple.").ToGzip(), ["in.tar!/late.txt", "in.tar!/slow.txt"] },
        { "a.jsonl", "{\"id\":\"late\",\"text\":\"Slow plums.\"}\n{\"id\":\"one\",\"text\":\"Apples are red.\"}\n{\"id\":\"slow\",\"text\":\"Slow pears.\"}\n{\"id\":\"two\",\"text\":\"Figs are purple.\"}\n"u8.ToArray(), ["line 1", "line 3"] },
        { "a.mbox", "From a@b Mon Jan  5 00:00:00 2026\nSubject: one\nMessage-ID: <one@x>\n\nApples are red.\n\nFrom a@b Mon Jan  5 00:00:00 2026\nSubject: slow\nMessage-ID: <slow@x>\n\nSlow pears.\n\nFrom a@b Mon Jan  5 00:00:00 2026\nSubject: late\nMessage-ID: <late@x>\n\nSlow plums.\n\nFrom a@b Mon Jan  5 00:00:00 2026\nSubject: two\nMessage-ID: <two@x>\n\nFigs are purple.\n"u8.ToArray(), [] },
    };

    [Theory]
    [MemberData(nameof(Containers))]
    public async Task A_part_that_is_not_read_in_time_fails_alone_and_each_is_told(string name, byte[] container, string[] places)
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Reading = new ScriptedReading((source, _) => IsSlow(source) ? throw new DocumentUnreadableException(UnreadableReason.TimedOut, $"\"{source.Id}\" was not read within 120 s.") : Task.CompletedTask);
        var path = shelf.Write(name, container);
        for (var run = 0; run < 2; run++)
        {
            var ingested = await shelf.IngestAsync();
            ingested.MustCount(added: run == 0 ? 2 : 0, unchanged: run == 0 ? 0 : 2);
            ingested.Failed.Count.ShouldBe(2);
            ingested.Failed.ShouldAllBe(f => f.Reason == UnreadableReason.TimedOut);
        }

        var problems = (await shelf.ProblemsAsync()).Select(p => p.Path).ToList();
        problems.Distinct(StringComparer.Ordinal).Count().ShouldBe(2, string.Join(" | ", problems));
        if (places.Length > 0) problems.ShouldBe([.. places.Select(place => $"{path}, {place}")]);
        (await shelf.SearchAsync("apples")).ShouldHaveSingleItem();
        (await shelf.SearchAsync("figs")).ShouldHaveSingleItem();
        await shelf.MustBeCleanAsync();
    }

    private static bool IsSlow(SourceInfo source) =>
        source.Id.Value.Contains("slow", StringComparison.Ordinal) || source.Id.Value.Contains("late", StringComparison.Ordinal);
}
