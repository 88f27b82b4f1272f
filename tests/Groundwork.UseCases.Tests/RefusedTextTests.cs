using Groundwork.Models;
using Groundwork.TestKit;

namespace Groundwork.UseCases.Tests;

public sealed class RefusedTextTests
{
    [Fact]
    public async Task A_text_that_the_embedding_server_answers_with_400_fails_its_document_alone()
    {
        await using var server = await ScriptedModelServer.StartAsync(new HashingEmbedder("e", 32));
        server.RespondToEmbeddings = request => request.Inputs.Any(text => text.Contains("poison", StringComparison.Ordinal))
            ? ModelScript.Status(400, """{"error":{"message":"input is too long"}}""")
            : null;
        await using var desk = await Desk.OpenAsync(embed: server);
        for (var i = 0; i < 5; i++) desk.Write($"{i}.md", $"Apples of tree {i} are red.");
        var path = desk.Write("3.md", "A poison apple.");
        var reply = await desk.IngestAsync();
        reply.Added.ShouldBe(4);
        var failed = reply.Failed.ShouldHaveSingleItem();
        (failed.Path, failed.Code).ShouldBe((path, "GW1617"));
        failed.Reason.ShouldContain("input is too long");
    }

    [Fact]
    public async Task An_embedding_server_that_refuses_the_key_stops_the_run_and_nothing_is_lost()
    {
        await using var server = await ScriptedModelServer.StartAsync(new HashingEmbedder("e", 32));
        await using var desk = await Desk.OpenAsync(embed: server);
        desk.Write("a.md", "Apples are red.");
        await desk.Workspace.EmbedderAsync(default);
        server.RespondToEmbeddings = _ => ModelScript.Status(401);
        (await Should.ThrowAsync<ModelException>(() => desk.IngestAsync())).Kind.ShouldBe(ModelFailure.Refused);
        server.RespondToEmbeddings = null;
        var reply = await desk.IngestAsync();
        (reply.Added, reply.Failed.Count).ShouldBe((1, 0));
    }
}
