using System.Text.Json;

namespace Groundwork.FrontDoors.Tests.Cli;

public sealed class IngestStories : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task I_can_ingest_a_folder_and_ask_it()
    {
        _terminal.Write("notes/light.md", "# Harbour lights\n\nThe harbour light of Brakmar burns whale oil. It was lit for the first time in 1874.\n");
        _terminal.Write("notes/bread.txt", "Sourdough needs twelve hours to rise.");
        var ingested = (await _terminal.RunAsync("ingest", "notes", "--json")).Well();
        ingested.Json.GetProperty("added").GetInt32().ShouldBe(2);
        ingested.Json.GetProperty("failed").GetArrayLength().ShouldBe(0);
        ingested.Error.ShouldBeEmpty();

        var asked = (await _terminal.RunAsync("ask", "When was the harbour light of Brakmar lit for the first time?", "--json")).Well();
        var answer = asked.Json;
        answer.GetProperty("answer").GetString()!.ShouldContain("1874");
        answer.GetProperty("abstained").ValueKind.ShouldBe(JsonValueKind.Null);
        var citation = answer.GetProperty("claims")[0].GetProperty("citations")[0];
        citation.GetProperty("document").GetString().ShouldBe("light.md");
        citation.GetProperty("path").GetString().ShouldBe(Path.Combine(_terminal.Root, "notes", "light.md"));

        var shown = (await _terminal.RunAsync("documents", "--show", "light.md", "--json")).Well().Json;
        shown.GetProperty("version").GetString().ShouldBe(citation.GetProperty("version").GetString());
        var span = citation.GetProperty("span");
        shown.GetProperty("text").GetString()!.Substring(span.GetProperty("start").GetInt32(), span.GetProperty("length").GetInt32()).ShouldBe(citation.GetProperty("quote").GetString());

        var read = (await _terminal.RunAsync("ask", "When was the harbour light of Brakmar lit for the first time?")).Well().Output;
        read.ShouldContain("1874");
        read.ShouldContain("[1]");
        read.ShouldContain("light.md:");
    }

    [Fact]
    public async Task I_can_see_which_documents_repeat_each_other_and_let_one_speak_for_them()
    {
        var text = "The lantern of Brakmar burns whale oil and was lit for the first time in 1874 by two brothers from the north.";
        _terminal.Write("notes/a.md", text);
        _terminal.Write("notes/b.md", text);
        _terminal.Write("notes/c.md", "The canteen has a lantern, too, and opens at noon.");
        (await _terminal.RunAsync("ingest", "notes", "--no-progress")).Well();
        var shown = (await _terminal.RunAsync("duplicates")).Well().Output;
        shown.ShouldContain("1.00  b.md");
        shown.ShouldContain("1 of 3 documents in default repeat another.");
        (await _terminal.RunAsync("duplicates", "--threshold", "1", "--json")).Well().Json.GetProperty("groups")[0].GetProperty("original").GetProperty("document").GetString().ShouldBe("a.md");
        (await _terminal.RunAsync("search", "lantern", "--collapse-duplicates")).Well().Output.ShouldContain("also in b.md");
        (await _terminal.RunAsync("ask", "When was the lantern of Brakmar lit?", "--collapse-duplicates")).Well().Output.ShouldContain("also in b.md");
        (await _terminal.RunAsync("duplicates", "--threshold", "0.1")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task I_can_change_remove_and_add_files_and_the_collection_follows()
    {
        _terminal.Write("notes/stays.md", "The walrus stays.");
        _terminal.Write("notes/changes.md", "The heron is grey.");
        _terminal.Write("notes/goes.md", "The otter goes.");
        (await _terminal.RunAsync("ingest", "notes", "--json")).Well();
        _terminal.Write("notes/changes.md", "The kingfisher is blue.");
        File.Delete(_terminal.File("notes/goes.md"));
        _terminal.Write("notes/comes.md", "The curlew comes.");
        var again = (await _terminal.RunAsync("ingest", "notes", "--json")).Well().Json;
        (Count("added"), Count("updated"), Count("removed"), Count("unchanged")).ShouldBe((1, 1, 1, 1));
        (await HitsAsync("otter")).ShouldBeEmpty();
        (await HitsAsync("heron")).ShouldBeEmpty();
        (await HitsAsync("kingfisher")).ShouldBe(["changes.md"]);
        (await HitsAsync("curlew")).ShouldBe(["comes.md"]);
        (await _terminal.RunAsync("verify", "--json")).Well().Json.GetProperty("ok").GetBoolean().ShouldBeTrue();

        int Count(string name) => again.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task I_can_delete_a_document_and_bring_it_back()
    {
        _terminal.Write("notes/a.md", "The word quagmire stands here.");
        _terminal.Write("notes/b.md", "The word lagoon stands here.");
        (await _terminal.RunAsync("ingest", "notes", "--json")).Well();
        (await _terminal.RunAsync("delete", "a.md", "missing.md")).Failed("GW1103");
        (await HitsAsync("quagmire")).ShouldBe(["a.md"], "when one of the named documents does not exist, nothing is deleted");
        (await _terminal.RunAsync("delete", "a.md", "--json")).Well().Json.GetProperty("removed").GetArrayLength().ShouldBe(1);
        (await HitsAsync("quagmire")).ShouldBeEmpty();
        (await _terminal.RunAsync("ingest", "notes", "--json")).Well().Json.GetProperty("added").GetInt32().ShouldBe(1);
        (await HitsAsync("quagmire")).ShouldBe(["a.md"]);
        (await _terminal.RunAsync("delete", "--all", "--json")).Well();
        (await _terminal.RunAsync("collections", "--json")).Well().Json.GetProperty("collections").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task I_can_rebuild_the_index_and_find_the_same()
    {
        _terminal.Write("notes/a.md", "The lighthouse keeper counts ships.");
        _terminal.Write("notes/b.md", "Ships pass the lighthouse at night, and more ships by day.");
        (await _terminal.RunAsync("ingest", "notes", "--json")).Well();
        var before = await HitsAsync("ships");
        (await _terminal.RunAsync("reindex", "--json")).Well().Json.GetProperty("chunks").GetInt32().ShouldBe(2);
        (await HitsAsync("ships")).ShouldBe(before);
    }

    [Fact]
    public async Task My_files_questions_and_folders_may_have_any_name_and_language()
    {
        _terminal.Write("мои заметки/рыба и чай.md", "# Чай\n\nЧай Караван привозят из города Иркутска.");
        _terminal.Write("мои заметки/お茶.txt", "お茶は静岡県で作られています。");
        _terminal.Write("мои заметки/شاي.md", "الشاي الأخضر يأتي من مدينة فوجو.");
        _terminal.Write("мои заметки/with  two blanks & 'quotes' \"$HOME\".md", "An odd name holds the word peculiar.");
        (await _terminal.RunAsync("ingest", "мои заметки", "--json", "-c", "tea")).Well().Json.GetProperty("added").GetInt32().ShouldBe(4);
        (await HitsAsync("Откуда привозят чай?", "tea")).First().ShouldBe("рыба и чай.md");
        (await HitsAsync("お茶", "tea")).ShouldBe(["お茶.txt"]);
        (await HitsAsync("الشاي الأخضر", "tea")).ShouldBe(["شاي.md"]);
        (await HitsAsync("peculiar", "tea")).ShouldBe(["with  two blanks & 'quotes' \"$HOME\".md"]);
        var answer = (await _terminal.RunAsync("ask", "Из какого города привозят чай Караван?", "-c", "tea", "--json")).Well();
        answer.Json.GetProperty("answer").GetString()!.ShouldContain("Иркутска");
        answer.Output.ShouldContain("Иркутска", Case.Sensitive, "text is itself, not escapes");
    }

    [Theory]
    [InlineData("Заметки")]
    [InlineData("a b")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("")]
    public async Task A_name_that_cannot_be_a_collection_is_refused(string name)
    {
        _terminal.Write("notes/a.md", "A note.");
        (await _terminal.RunAsync("ingest", "notes", "--collection", name)).Failed("GW1102", exitCode: 2);
    }

    [Fact]
    public async Task Capitals_do_not_matter_in_the_name_of_a_collection()
    {
        _terminal.Write("notes/a.md", "The walrus sleeps.");
        (await _terminal.RunAsync("ingest", "notes", "--collection", "Notes", "--json")).Well().Json.GetProperty("collection").GetString().ShouldBe("notes");
        (await HitsAsync("walrus", "NOTES")).ShouldBe(["a.md"]);
    }

    private async Task<string[]> HitsAsync(string words, string collection = "default") =>
        [.. (await _terminal.RunAsync("search", words, "--json", "-c", collection)).Well().Json.GetProperty("hits").EnumerateArray().Select(h => h.GetProperty("document").GetString()!)];
}
