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

    private static async Task<Desk> FilledAsync()
    {
        var desk = await Desk.OpenAsync();
        desk.Write("secret.md", "# Vault\n\n" + Secret + "\n\n" + string.Join("\n\n", Enumerable.Range(1, 40).Select(i => $"Step {i} of the procedure moves lever {i * 7} to the left and waits for {i + 3} seconds.")));
        desk.Write("other.md", "# Garden\n\nThe garden opens at nine and closes at dusk.");
        await desk.IngestAsync();
        return desk;
    }
}
