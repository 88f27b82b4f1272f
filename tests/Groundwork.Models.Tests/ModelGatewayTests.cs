using Microsoft.Extensions.AI;
using Groundwork.TestKit;

namespace Groundwork.Models;

public sealed class ModelGatewayTests : ModelTest
{
    [Fact]
    public async Task The_models_of_the_settings_answer()
    {
        Server.Enqueue(ModelScript.Says("Hello"), ModelScript.Says("Hello again"));
        using var gateway = new ModelGateway(
            new ModelSettings { ChatUrl = Server.Url.AbsoluteUri, ChatModel = "a", ChatKey = Key, EmbedUrl = $"{Server.Url}v1/", EmbedModel = "b" }, Clock, seed: 3);

        (await AskAsync(gateway.Chat("chat", CallContext.Local))).Text.ShouldBe("Hello");
        Text((await CollectAsync(StreamAsync(gateway.Chat("chat", CallContext.Local)))).Updates).ShouldBe("Hello again");
        (await gateway.Embedder("embed", CallContext.Local).GenerateAsync(["text"])).Count.ShouldBe(1);

        Server.Requests.Select(static request => request.Model).ShouldBe(["a", "a", "b"]);
        Server.Requests[2].Headers.ContainsKey("Authorization").ShouldBeFalse();
    }

    [Fact]
    public async Task A_redirect_does_not_carry_the_key_elsewhere()
    {
        await using var other = await ScriptedModelServer.StartAsync();
        Server.Enqueue(ModelScript.Status(307, "", ("Location", $"{other.Url}v1/chat/completions")));
        using var gateway = new ModelGateway(new ModelSettings { ChatUrl = Server.Url.AbsoluteUri, ChatModel = "a", ChatKey = Key }, Clock, seed: 3);

        (await FailureOf(AskAsync(gateway.Chat("chat", CallContext.Local)))).Kind.ShouldBe(ModelFailure.NotFound);
        other.Requests.ShouldBeEmpty();
    }
}
