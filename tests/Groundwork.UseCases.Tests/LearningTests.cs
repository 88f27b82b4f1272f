using System.Globalization;
using System.Text.Json;
using Groundwork.Knowledge;

namespace Groundwork.UseCases.Tests;

public sealed class LearningTests
{
    private static readonly string[] s_animals = ["horse", "stable", "saddle", "meadow", "hay", "rider", "gallop", "mane"];
    private static readonly string[] s_ships = ["harbour", "anchor", "sail", "captain", "rope", "mast", "voyage", "crew"];

    [Fact]
    public async Task I_ingest_a_larger_folder_and_find_by_meaning_without_any_model()
    {
        await using var desk = await Desk.OpenAsync();
        WriteRecords(desk, 50);
        var updates = await IngestAsync(desk);
        var learning = updates.OfType<IngestUpdate.Learning>().ToList();
        learning[0].Reason.ShouldBe("for the first time");
        learning[0].Chunks.ShouldBe(100);
        learning.ShouldContain(l => l.IsIndexing && l.ChunksDone == 100);
        var done = ((IngestUpdate.Done)updates[^1]).Reply;
        done.Added.ShouldBe(100);

        var status = (await new GetStatus(desk.Workspace).RunAsync(default)).Collections.Single();
        status.Meaning.ShouldNotBeNull().Kind.ShouldBe("fitted");
        status.Problem.ShouldBeNull();
        status.Commit.ShouldBe(done.Commit);

        // "nag" and "steed" never stand in one text; both stand among the words of horses.
        var found = await new SearchPassages(desk.Workspace).RunAsync(new SearchRequest("nag", Limit: 40), default);
        found.Meaning!.Kind.ShouldBe("fitted");
        found.Hits.Select(h => h.Document).ShouldAllBe(d => d.StartsWith("animal", StringComparison.Ordinal));
        found.Hits.ShouldContain(h => h.Text.Contains("steed", StringComparison.Ordinal));
        (await desk.SearchAsync("nag", "text")).Hits.ShouldAllBe(h => h.Text.Contains("nag", StringComparison.Ordinal));
        (await desk.SearchAsync("nag", "text")).Meaning.ShouldBeNull();

        // Nothing new is no reason to learn again; a rebuild learns anew, and the same texts teach the same.
        (await IngestAsync(desk)).OfType<IngestUpdate.Learning>().ShouldBeEmpty();
        (await new Reindex(desk.Workspace).RunAsync(new ReindexRequest(), null, default)).Embedder.ShouldBe(status.Meaning.Model);
        (await new Verify(desk.Workspace).RunAsync(default)).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task I_can_switch_it_off_and_on_again()
    {
        await using var desk = await Desk.OpenAsync();
        WriteRecords(desk, 50);
        (await IngestAsync(desk, embedder: "none")).OfType<IngestUpdate.Learning>().ShouldBeEmpty();
        (await IngestAsync(desk)).OfType<IngestUpdate.Learning>().ShouldBeEmpty();
        (await new GetStatus(desk.Workspace).RunAsync(default)).Collections.Single().Meaning.ShouldBeNull();
        (await IngestAsync(desk, embedder: "fitted")).OfType<IngestUpdate.Learning>().ShouldNotBeEmpty();
        (await desk.SearchAsync("nag")).Meaning.ShouldNotBeNull();
        (await new Reindex(desk.Workspace).RunAsync(new ReindexRequest(NoVectors: true), null, default)).Embedder.ShouldBeNull();
        (await IngestAsync(desk)).OfType<IngestUpdate.Learning>().ShouldBeEmpty();
        (await new Reindex(desk.Workspace).RunAsync(new ReindexRequest(Fitted: true), null, default)).Embedder.ShouldNotBeNull();
        await Should.ThrowAsync<InvalidRequestException>(() => new Reindex(desk.Workspace).RunAsync(new ReindexRequest(Fitted: true, NoVectors: true), null, default));
        await Should.ThrowAsync<InvalidRequestException>(() => IngestAsync(desk, embedder: "minilm"));
    }

    [Fact]
    public async Task A_small_collection_is_searched_by_words()
    {
        await using var desk = await Desk.OpenAsync();
        WriteRecords(desk, 49);
        (await IngestAsync(desk)).OfType<IngestUpdate.Learning>().ShouldBeEmpty();
        (await desk.SearchAsync("nag")).Hits.ShouldNotBeEmpty();
        (await desk.SearchAsync("nag")).Meaning.ShouldBeNull();
    }

    [Fact]
    public async Task A_damaged_file_is_reported_and_the_next_ingestion_learns_anew()
    {
        await using var desk = await Desk.OpenAsync();
        WriteRecords(desk, 50);
        await IngestAsync(desk);
        File.WriteAllBytes(Directory.EnumerateFiles(Path.Combine(desk.Data, "indexes", "default"), "learnt-*").Single(), [1, 2, 3]);
        await desk.ReopenAsync();
        (await new GetStatus(desk.Workspace).RunAsync(default)).Collections.Single().Problem.ShouldNotBeNull().Code.ShouldBe("GW1207");
        (await desk.SearchAsync("nag")).Notice.ShouldNotBeNull().ShouldContain("reindex");
        desk.Write("more.txt", "A nag in the stable.");
        (await IngestAsync(desk)).OfType<IngestUpdate.Learning>().First().Reason.ShouldContain("cannot be read");
        (await new GetStatus(desk.Workspace).RunAsync(default)).Collections.Single().Problem.ShouldBeNull();
        (await desk.SearchAsync("nag")).Notice.ShouldBeNull();
    }

    [Fact]
    public void The_setting_says_whether_collections_learn()
    {
        using var place = new TestKit.TemporaryDirectory();
        Settings.Load(place.Path, _ => null).LearnsMeaning.ShouldBeTrue();
        Settings.Load(place.Path, name => name is "GROUNDWORK_EMBEDDER" ? "none" : null).LearnsMeaning.ShouldBeFalse();
        Should.Throw<SettingsException>(() => Settings.Load(place.Path, name => name is "GROUNDWORK_EMBEDDER" ? "minilm" : null)).Message.ShouldContain("minilm");
        place.Write("settings.json", """{"embedder": "none"}""");
        Settings.Load(place.Path, _ => null).LearnsMeaning.ShouldBeFalse();
    }

    private static async Task<List<IngestUpdate>> IngestAsync(Desk desk, string? embedder = null)
    {
        var updates = new List<IngestUpdate>();
        await foreach (var update in new IngestFolder(desk.Workspace).RunAsync(new IngestRequest([desk.Sources], Embedder: embedder), default)) updates.Add(update);
        return updates;
    }

    private static void WriteRecords(Desk desk, int each)
    {
        var lines = new List<string>();
        for (var i = 0; i < each; i++)
        {
            lines.Add(Record("animal", i, s_animals, i % 2 == 0 ? "nag" : "steed"));
            lines.Add(Record("ship", i, s_ships, i % 2 == 0 ? "vessel" : "frigate"));
        }

        desk.Write("records.jsonl", string.Join('\n', lines));
    }

    private static string Record(string kind, int number, string[] words, string name)
    {
        var chance = new Random(number);
        var text = string.Join(' ', Enumerable.Range(0, 6).Select(_ => $"the {words[chance.Next(words.Length)]}").Append($"and a {name}."));
        return JsonSerializer.Serialize(new { id = string.Create(CultureInfo.InvariantCulture, $"{kind}-{number}"), text, lang = "en" });
    }
}
