using System.Text;

namespace Groundwork.Knowledge.Tests.Ingestion;

public sealed class FolderIngestionTests
{
    [Fact]
    public async Task New_changed_gone_and_untouched_files_are_counted_apart()
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("a.md", "# Apples\n\nApples are red.");
        shelf.Write("b.md", "# Pears\n\nPears are green.");
        shelf.Write("c/d.txt", "Plums are blue.");
        (await shelf.IngestAsync()).MustCount(added: 3);
        (await shelf.IngestAsync()).MustCount(unchanged: 3);

        shelf.Write("a.md", "# Apples\n\nApples are golden.");
        File.Delete(Path.Combine(shelf.Sources, "b.md"));
        shelf.Write("e.txt", "Figs are purple.");
        (await shelf.IngestAsync()).MustCount(added: 1, updated: 1, removed: 1, unchanged: 1);

        (await shelf.IdsAsync()).ShouldBe(["a.md", "c/d.txt", "e.txt"]);
        (await shelf.SearchAsync("golden")).ShouldBe(["a.md"]);
        (await shelf.SearchAsync("red")).ShouldBeEmpty();
        (await shelf.SearchAsync("pears")).ShouldBeEmpty();
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task A_file_written_again_with_the_same_bytes_is_unchanged()
    {
        await using var shelf = await Shelf.OpenAsync();
        var path = shelf.Write("a.md", "Same words.");
        await shelf.IngestAsync();
        File.SetLastWriteTimeUtc(path, new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        (await shelf.IngestAsync()).MustCount(unchanged: 1);
    }

    [Fact]
    public async Task A_folder_that_moves_keeps_the_ids_of_its_documents()
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("old/deep/a.md", "Apples are red.");
        await shelf.IngestAsync(Path.Combine(shelf.Sources, "old"));
        Directory.Move(Path.Combine(shelf.Sources, "old"), Path.Combine(shelf.Sources, "new"));
        (await shelf.IngestAsync(Path.Combine(shelf.Sources, "new"))).MustCount(updated: 1);

        var only = (await shelf.Documents.ListAsync(null, 0, 10, default)).ShouldHaveSingleItem();
        only.Id.Value.ShouldBe("deep/a.md");
        only.Path.ShouldBe(Path.Combine(shelf.Sources, "new", "deep", "a.md"));
        (await shelf.Documents.SourcesAsync(default)).Keys.ShouldBe([only.Path]);
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task Two_folders_with_the_same_relative_name_give_two_documents_with_lasting_ids()
    {
        await using var shelf = await Shelf.OpenAsync();
        string[] roots = [Path.Combine(shelf.Sources, "one"), Path.Combine(shelf.Sources, "two")];
        shelf.Write("one/a.md", "Apples are red.");
        shelf.Write("two/a.md", "Pears are green.");
        (await shelf.IngestAsync(roots)).MustCount(added: 2);
        var ids = await shelf.IdsAsync();
        ids.Count.ShouldBe(2);
        ids[0].ShouldBe("a.md");
        ids[1].ShouldStartWith("a.md~");

        shelf.Write("one/a.md", "Apples are yellow.");
        shelf.Write("two/a.md", "Pears are brown.");
        (await shelf.IngestAsync([roots[1], roots[0]])).MustCount(updated: 2);
        (await shelf.IdsAsync()).ShouldBe(ids);
        (await shelf.SearchAsync("yellow")).ShouldBe([ids[0]]);
        (await shelf.SearchAsync("brown")).ShouldBe([ids[1]]);
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task A_folder_inside_another_named_folder_is_read_once()
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("in/a.md", "Apples are red.");
        (await shelf.IngestAsync(shelf.Sources, Path.Combine(shelf.Sources, "in"), Path.Combine(shelf.Sources, "in", "a.md"))).MustCount(added: 1);
        (await shelf.IngestAsync(Path.Combine(shelf.Sources, "in"))).MustCount(unchanged: 1);
        (await shelf.IngestAsync()).MustCount(unchanged: 1);
    }

    [Fact]
    public async Task Ingesting_one_folder_leaves_the_documents_of_another()
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("one/a.md", "Apples are red.");
        shelf.Write("two/b.md", "Pears are green.");
        await shelf.IngestAsync();
        File.Delete(Path.Combine(shelf.Sources, "two", "b.md"));
        (await shelf.IngestAsync(Path.Combine(shelf.Sources, "one"))).MustCount(unchanged: 1);
        (await shelf.IdsAsync()).ShouldBe(["one/a.md", "two/b.md"]);
    }

    [Fact]
    public async Task A_hidden_file_that_was_named_stays_when_its_folder_is_ingested()
    {
        await using var shelf = await Shelf.OpenAsync();
        var hidden = shelf.Write(".plan.md", "The plan is hidden.");
        shelf.Write("a.md", "Apples are red.");
        shelf.Write(".git/config.txt", "not for reading");
        (await shelf.IngestAsync(hidden)).MustCount(added: 1);
        (await shelf.IngestAsync()).MustCount(added: 1);
        (await shelf.IdsAsync()).ShouldBe([".plan.md", "a.md"]);

        File.Delete(hidden);
        (await shelf.IngestAsync()).MustCount(removed: 1, unchanged: 1);
    }

    [Fact]
    public async Task A_path_that_does_not_exist_is_refused_before_anything_is_done()
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("a.md", "Apples are red.");
        var missing = Path.Combine(shelf.Sources, "nowhere");
        (await Should.ThrowAsync<SourcePathException>(() => shelf.IngestAsync(shelf.Sources, missing))).Message.ShouldContain(missing);
        (await Should.ThrowAsync<SourcePathException>(() => shelf.IngestAsync(shelf.Sources, ""))).Message.ShouldContain("\"\"");
        (await Should.ThrowAsync<SourcePathException>(() => shelf.IngestAsync(shelf.Sources, "a\0b"))).Message.ShouldContain("a\0b");
        (await shelf.IdsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Hostile_and_non_latin_names_are_documents_like_any_other()
    {
        await using var shelf = await Shelf.OpenAsync();
        string[] names =
        [
            "Größe und Maß.md", "日本語/資料.md", "العربية.txt", "a'b\"c;drop table documents.md", "line\nbreak.md", "percent%20_underscore.md", "-rf.md", "~.md", "a b  c.md", "😀.md",
            "cafe\u0301.md", "caf\u00e9.md", new string('n', 200) + ".md", string.Join('/', Enumerable.Repeat(new string('d', 200), 8)) + "/deep.md",
        ];
        for (var i = 0; i < names.Length; i++) shelf.Write(names[i], $"Document number{i} stands here.");
        var ingested = await shelf.IngestAsync();
        ingested.Failed.ShouldBeEmpty();
        ingested.MustCount(added: names.Length);
        for (var i = 0; i < names.Length; i++)
        {
            var found = (await shelf.RetrieveAsync($"number{i}", 1)).Passages.ShouldHaveSingleItem();
            found.Path.ShouldBe(Path.Combine(shelf.Sources, names[i]));
            found.Chunk.Document.Value.Length.ShouldBeLessThanOrEqualTo(1024);
            (await shelf.Documents.LoadAsync(found.Chunk.Document, default))!.Text.ShouldContain($"number{i}");
        }

        (await shelf.IngestAsync()).MustCount(unchanged: names.Length);
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task Links_to_files_are_read_and_links_to_folders_are_not_followed()
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("real/a.md", "Apples are red.");
        File.CreateSymbolicLink(Path.Combine(shelf.Sources, "link.md"), Path.Combine(shelf.Sources, "real", "a.md"));
        Directory.CreateSymbolicLink(Path.Combine(shelf.Sources, "real", "loop"), shelf.Sources);
        File.CreateSymbolicLink(Path.Combine(shelf.Sources, "broken.md"), Path.Combine(shelf.Sources, "nothing"));
        var ingested = await shelf.IngestAsync();
        ingested.MustCount(added: 2);
        ingested.Failed.ShouldHaveSingleItem().Path.ShouldEndWith("broken.md");
        (await shelf.IdsAsync()).ShouldBe(["link.md", "real/a.md"]);
    }

    [Fact]
    public async Task Many_small_files_come_in_order_with_their_events()
    {
        await using var shelf = await Shelf.OpenAsync();
        for (var i = 0; i < 300; i++) shelf.Write($"{i:D4}.txt", $"File number{i}.");
        var ingested = await shelf.IngestAsync();
        ingested.MustCount(added: 300);
        ingested.Events.OfType<IngestEvent.Planned>().ShouldHaveSingleItem().Files.ShouldBe(300);
        var advanced = ingested.Events.OfType<IngestEvent.Advanced>().ToList();
        advanced.Select(a => a.FilesDone).ShouldBe(Enumerable.Range(1, 300));
        advanced.Select(a => a.Current).ShouldBeInOrder(SortDirection.Ascending, StringComparer.Ordinal);
        (await shelf.SearchAsync("number299"))[0].ShouldBe("0299.txt");
        await shelf.MustBeCleanAsync();
    }

    [Fact]
    public async Task An_ingestor_can_be_used_again()
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("a.md", "Apples.");
        await using var writer = await shelf.OpenWriterAsync();
        var ingestor = new Ingestor(writer, new Documents.ReaderSet(shelf.Limits));
        List<IngestCounts> counts = [];
        for (var i = 0; i < 2; i++)
            await foreach (var happened in ingestor.IngestAsync([shelf.Sources], default))
                if (happened is IngestEvent.Finished finished) counts.Add(finished.Counts);
        counts.Select(c => (c.Added, c.Unchanged)).ShouldBe([(1, 0), (0, 1)]);
    }
}
