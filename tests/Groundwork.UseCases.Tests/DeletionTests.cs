using System.Text;
using Groundwork.Knowledge;

namespace Groundwork.UseCases.Tests;

public sealed class DeletionTests
{
    private const string Secret = "The vault of the northern branch opens with the sequence zebra-quartz-violin on Mondays.";

    [Fact]
    public async Task A_receipt_names_every_place_and_a_scan_finds_nothing()
    {
        await using var desk = await FilledAsync();
        await desk.AskAsync("What opens the vault of the northern branch?");
        var reply = await new DeleteDocuments(desk.Workspace).RunAsync(new DeleteRequest(["secret.md"]), default);
        var receipt = reply.Receipt.ShouldNotBeNull();
        receipt.CompletedAt.ShouldNotBeNull();
        receipt.Places.ShouldContain(p => p.Place.Contains("documents", StringComparison.Ordinal) && p.Removed == 1);
        receipt.Places.ShouldContain(p => p.Place.Contains("answers", StringComparison.Ordinal) && p.Removed == 1);
        var scan = await new VerifyDeleted(desk.Workspace).RunAsync("default", "secret.md", default);
        scan.Traces.ShouldBeEmpty();
        scan.Ok.ShouldBeTrue();
        scan.Pieces.ShouldBeGreaterThan(2);
    }

    // The control: a scan that finds nothing anywhere would prove nothing.
    [Theory]
    [InlineData("left.bin", "zebra")]
    [InlineData("indexes/left.tmp", "zebra")]
    public async Task What_was_left_behind_is_found(string file, string mark)
    {
        await using var desk = await FilledAsync();
        await new DeleteDocuments(desk.Workspace).RunAsync(new DeleteRequest(["secret.md"]), default);
        var place = Path.Combine(desk.Workspace.Settings.DataDirectory, file);
        await File.WriteAllBytesAsync(place, [.. new byte[1000], .. Encoding.Unicode.GetBytes(Secret), .. Encoding.UTF8.GetBytes(mark)]);
        var scan = await new VerifyDeleted(desk.Workspace).RunAsync("default", "secret.md", default);
        scan.Ok.ShouldBeFalse();
        scan.Traces.ShouldContain(t => t.File == file && t.What == "text" && t.Offset >= 1000);
    }

    [Fact]
    public async Task A_trace_of_the_id_counts_unless_a_living_document_says_it()
    {
        await using var desk = await FilledAsync();
        await new DeleteDocuments(desk.Workspace).RunAsync(new DeleteRequest(["secret.md"]), default);
        await File.WriteAllTextAsync(Path.Combine(desk.Workspace.Settings.DataDirectory, "note.txt"), "see secret.md");
        var scan = await new VerifyDeleted(desk.Workspace).RunAsync("default", "secret.md", default);
        scan.Traces.ShouldHaveSingleItem().What.ShouldBe("id");
        File.Delete(Path.Combine(desk.Sources, "secret.md"));
        desk.Write("list.md", "# List\n\nRead secret.md first.");
        await desk.IngestAsync();
        (await new VerifyDeleted(desk.Workspace).RunAsync("default", "secret.md", default)).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Text_that_a_living_document_shares_is_no_trace()
    {
        await using var desk = await FilledAsync();
        desk.Write("copy.md", "# Copy\n\n" + Secret);
        await desk.IngestAsync();
        await new DeleteDocuments(desk.Workspace).RunAsync(new DeleteRequest(["secret.md"]), default);
        var scan = await new VerifyDeleted(desk.Workspace).RunAsync("default", "secret.md", default);
        scan.Ok.ShouldBeTrue();
        scan.Shared.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_document_that_was_never_deleted_or_came_back_is_no_success()
    {
        await using var desk = await FilledAsync();
        (await new VerifyDeleted(desk.Workspace).RunAsync("default", "secret.md", default)).ShouldSatisfyAllConditions(r => r.IsThere.ShouldBeTrue(), r => r.Ok.ShouldBeFalse());
        (await new VerifyDeleted(desk.Workspace).RunAsync("default", "nobody.md", default)).ShouldSatisfyAllConditions(r => r.Receipt.ShouldBeNull(), r => r.Ok.ShouldBeFalse());
        await new DeleteDocuments(desk.Workspace).RunAsync(new DeleteRequest(["secret.md"]), default);
        await desk.IngestAsync();
        (await new VerifyDeleted(desk.Workspace).RunAsync("default", "secret.md", default)).IsThere.ShouldBeTrue();
    }

    [Fact]
    public async Task A_deletion_that_broke_off_is_completed_when_the_data_directory_is_opened()
    {
        await using var desk = await FilledAsync();
        await desk.AskAsync("What opens the vault of the northern branch?");
        var name = CollectionName.Parse("default");
        var stored = await desk.Workspace.Knowledge.Documents(name).FindAsync(new Documents.DocumentId("secret.md"), default);
        await using (var dies = await desk.Workspace.Knowledge.OpenWriterAsync(name, null, null, default)) await dies.DeleteAsync([stored!], [], default);
        (await desk.Workspace.Knowledge.Deletions.UnfinishedAsync(default)).ShouldHaveSingleItem();
        await desk.ReopenAsync();
        (await desk.Workspace.Knowledge.Deletions.UnfinishedAsync(default)).ShouldBeEmpty();
        var scan = await new VerifyDeleted(desk.Workspace).RunAsync("default", "secret.md", default);
        scan.Traces.ShouldBeEmpty();
        scan.Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task A_deletion_reaches_the_generation_that_is_kept()
    {
        await using var desk = await FilledAsync();
        await new Reindex(desk.Workspace).RunAsync(new ReindexRequest(Chunker: "sentences"), null, default);
        await new DeleteDocuments(desk.Workspace).RunAsync(new DeleteRequest(["secret.md"]), default);
        (await new VerifyDeleted(desk.Workspace).RunAsync("default", "secret.md", default)).Ok.ShouldBeTrue();
        await new Generations(desk.Workspace).RollBackAsync("default", default);
        (await desk.SearchAsync("zebra quartz violin")).Hits.ShouldNotContain(h => h.Document == "secret.md");
        (await new VerifyDeleted(desk.Workspace).RunAsync("default", "secret.md", default)).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task A_whole_collection_is_deleted_with_a_receipt_and_its_documents_can_be_looked_for()
    {
        await using var desk = await FilledAsync();
        await desk.AskAsync("What opens the vault of the northern branch?");
        var reply = await new DeleteDocuments(desk.Workspace).RunAsync(new DeleteRequest([], All: true), default);
        (reply.Removed.Count, reply.Receipt.Documents, reply.Receipt.CompletedAt is null).ShouldBe((2, 2, false));
        reply.Receipt.Places.ShouldContain(p => p.Place.Contains("documents", StringComparison.Ordinal) && p.Removed == 2);
        reply.Receipt.Places.ShouldContain(p => p.Place.Contains("answers", StringComparison.Ordinal) && p.Removed == 1);
        reply.Receipt.Places.ShouldContain(p => p.Place.Contains("indexes", StringComparison.Ordinal) && p.Removed == 1);
        var scan = await new VerifyDeleted(desk.Workspace).RunAsync("default", "secret.md", default);
        scan.Traces.ShouldBeEmpty();
        scan.Ok.ShouldBeTrue();
        scan.Pieces.ShouldBeGreaterThan(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_deletion_that_broke_off_before_its_first_batch_is_completed_when_the_data_directory_is_opened(bool isWhole)
    {
        await using var desk = await FilledAsync();
        var name = CollectionName.Parse("default");
        await desk.Workspace.Knowledge.Documents(name).BeginDeletionAsync(isWhole ? null : [new Documents.DocumentId("secret.md")], [], default);
        await desk.ReopenAsync();
        (await desk.Workspace.Knowledge.Deletions.UnfinishedAsync(default)).ShouldBeEmpty();
        (await new VerifyDeleted(desk.Workspace).RunAsync("default", "secret.md", default)).Ok.ShouldBeTrue();
        (await desk.Workspace.Knowledge.Collections.ListAsync(default)).Sum(c => c.Documents).ShouldBe(isWhole ? 0 : 1);
    }

    [Fact]
    public async Task Deleting_what_was_handed_over_leaves_a_document_of_the_same_id_from_a_folder()
    {
        await using var desk = await FilledAsync();
        await PushAsync(desk, new PushRequest("other", Text: "Handed over: the lift is broken."));
        await Should.ThrowAsync<DocumentNotFoundException>(() => new DeleteDocuments(desk.Workspace).RunPushedAsync("default", "other.md", default));
        (await new DeleteDocuments(desk.Workspace).RunPushedAsync("default", "other", default)).Removed.ShouldBe(["other"]);
        desk.FilesWith("the lift is broken").ShouldBeEmpty();
        (await desk.SearchAsync("garden")).Hits.ShouldContain(h => h.Document == "other.md");

        // The folder took the id over after it was handed over: only the kept bytes go.
        await PushAsync(desk, new PushRequest("plan.md", Text: "Handed over: the stairs are steep."));
        desk.Write("plan.md", "# Plan\n\nThe bridge is closed in winter.");
        await desk.IngestAsync();
        var took = await desk.Workspace.Knowledge.Documents(CollectionName.Parse("default")).FindAsync(new Documents.DocumentId("plan.md"), default);
        var isFromFolder = took!.Path.StartsWith(desk.Sources, StringComparison.Ordinal);
        (await new DeleteDocuments(desk.Workspace).RunPushedAsync("default", "plan.md", default)).Removed.Count.ShouldBe(isFromFolder ? 0 : 1);
        desk.FilesWith("the stairs are steep").ShouldBeEmpty();
        (await desk.SearchAsync("bridge winter", "text")).Hits.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Bytes_that_never_became_a_document_can_be_deleted()
    {
        await using var desk = await FilledAsync();
        var reply = await PushAsync(desk, new PushRequest("broken", Bytes: Convert.ToBase64String("%PDF-1.4 zebra-quartz"u8), MediaType: "application/pdf"));
        reply.Failed.ShouldHaveSingleItem();
        desk.FilesWith("%PDF-1.4 zebra").ShouldNotBeEmpty();
        var deleted = await new DeleteDocuments(desk.Workspace).RunPushedAsync("default", "broken", default);
        (deleted.Removed.Count, deleted.Receipt.CompletedAt is null).ShouldBe((0, false));
        deleted.Receipt.Places.ShouldContain(p => p.Place == "uploaded files" && p.Removed == 1);
        desk.FilesWith("%PDF-1.4 zebra").ShouldBeEmpty();
        (await desk.Workspace.Knowledge.Documents(CollectionName.Parse("default")).ProblemsAsync(default)).ShouldBeEmpty();
        await Should.ThrowAsync<DocumentNotFoundException>(() => new DeleteDocuments(desk.Workspace).RunPushedAsync("default", "broken", default));
    }

    [Fact]
    public async Task The_copy_of_a_repository_goes_with_its_documents_and_the_receipt_says_so()
    {
        await using var desk = await FilledAsync();
        var source = new AddSourceRequest("git", "https://git.example.org/handbook.git", Name: "handbook");
        await new ManageSources(desk.Workspace).AddAsync(source, default);
        var copy = desk.Workspace.Sources.CopyOf(source.ToSpecification()).ShouldNotBeNull();
        Directory.CreateDirectory(Path.Combine(copy, "objects"));
        await File.WriteAllTextAsync(Path.Combine(copy, "objects", "pack"), "packed");
        var name = CollectionName.Parse("default");
        (await new DeleteDocuments(desk.Workspace).RunAsync(new DeleteRequest(["other.md"]), default)).Receipt.Places.Single(p => p.Place.Contains("repositories", StringComparison.Ordinal)).Removed.ShouldBe(0);
        Directory.Exists(copy).ShouldBeTrue();

        await using (var writer = await desk.Workspace.Knowledge.OpenWriterAsync(name, null, null, default))
        {
            var info = new Documents.SourceInfo(new Documents.DocumentId("guide"), "git:https://git.example.org/handbook.git/guide.md", Documents.MediaTypes.Markdown);
            using var content = new MemoryStream(Encoding.UTF8.GetBytes("# Guide\n\nWalk to the north."));
            var document = await desk.Workspace.Readers.ReaderFor(info.MediaType)!.ReadAsync(content, info, default);
            await writer.PutAsync([writer.Cut(document, Language.ContentHash.OfText("guide"), "test")], default);
            await writer.CommitAsync(default);
        }

        (await new DeleteDocuments(desk.Workspace).RunAsync(new DeleteRequest(["guide"]), default)).Receipt.Places.Single(p => p.Place.Contains("repositories", StringComparison.Ordinal)).Removed.ShouldBe(1);
        Directory.Exists(copy).ShouldBeFalse();
    }

    private static async Task<IngestReply> PushAsync(Desk desk, PushRequest request)
    {
        IngestReply? reply = null;
        await foreach (var update in new IngestFolder(desk.Workspace).RunAsync(await new PushDocument(desk.Workspace).KeepAsync("default", request, default), default))
            if (update is IngestUpdate.Done done) reply = done.Reply;
        return reply!;
    }

    private static async Task<Desk> FilledAsync()
    {
        var desk = await Desk.OpenAsync();
        desk.Write("secret.md", "# Vault\n\n" + Secret + "\n\n" + string.Join("\n\n", Enumerable.Range(1, 40).Select(i => $"Step {i} of the procedure moves lever {i * 7} to the left and waits for {i + 3} seconds.")));
        desk.Write("other.md", "# Garden\n\nThe garden opens at nine and closes at dusk.");
        await desk.IngestAsync();
        return desk;
    }
}
