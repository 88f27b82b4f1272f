using Groundwork.Models;
using Groundwork.TestKit;
using Microsoft.Extensions.AI;

namespace Groundwork.UseCases.Tests;

public class UseModelTests
{
    [Fact]
    public async Task What_a_collection_asks_of_a_model_is_booked_to_the_key_that_asked()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var desk = await Desk.OpenAsync();
        desk.Write("cache.md", "# Cache\n\nThe cache holds 512 entries by default.\n");
        await desk.IngestAsync();
        await desk.Workspace.DisposeAsync();
        var settings = desk.SettingsOf(model) with { Gateway = new GatewaySettings { Budgets = [new BudgetRule("each key", BudgetPeriod.Total) { Key = "*", MaxRequests = 1 }] } };
        await using var workspace = await Workspace.OpenAsync(settings, TimeProvider.System, default);
        model.Respond = _ => ModelScript.Says("It holds 512 entries. [1 \"holds 512 entries\"]");
        var (first, second) = (await KeyAsync(workspace, "first"), await KeyAsync(workspace, "second"));

        (await AskAsync(workspace, first)).Text.ShouldContain("512 entries");
        (await Should.ThrowAsync<BudgetExceededException>(() => AskAsync(workspace, first))).Budget.ShouldBe("each key");
        (await AskAsync(workspace, second)).Text.ShouldContain("512 entries");
    }

    [Fact]
    public async Task A_collection_understands_a_follow_up_with_its_conversation()
    {
        await using var desk = await Desk.OpenAsync();
        desk.Write("cache.md", "# Cache\n\nThe lunar cache holds 512 entries by default.\n");
        desk.Write("queue.md", "# Queue\n\nThe solar queue holds 64 jobs by default.\n");
        await desk.IngestAsync();
        using var chat = await new UseModel(desk.Workspace).ChatAsync("collection:default", null, null, default);

        var reply = await chat.GetResponseAsync(
        [
            new ChatMessage(ChatRole.User, "What is the lunar cache?"),
            new ChatMessage(ChatRole.Assistant, "A cache."),
            new ChatMessage(ChatRole.User, "And how many entries does it hold by default?"),
        ]);

        var answer = UseModel.AnswerOf(reply.AdditionalProperties).ShouldNotBeNull();
        answer.Steps.ShouldNotBeNull().ShouldContain(step => step.Used && step.What.Contains("lunar", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<ApiKey> KeyAsync(Workspace workspace, string name) => (await new ManageKeys(workspace).CreateAsync(new CreateKeyRequest(name), default)).Key;

    private static async Task<ChatResponse> AskAsync(Workspace workspace, ApiKey key)
    {
        using var chat = await new UseModel(workspace).ChatAsync("collection:default", key, null, default);
        return await chat.GetResponseAsync([new ChatMessage(ChatRole.User, "How many entries does the cache hold by default?")]);
    }
}
