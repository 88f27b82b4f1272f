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
    public async Task The_deadlines_of_a_route_are_those_that_count()
    {
        Server.Enqueue(ModelScript.Hangs());
        var route = new ModelRoute("patient", ModelUse.Chat, [new("slow")]) { FirstTokenTimeout = TimeSpan.FromMinutes(9), TotalTimeout = TimeSpan.FromMinutes(10), MaxRetries = 0 };
        using var gateway = new ModelGateway(new GatewaySettings { Targets = [new ModelTarget("slow", ModelProvider.OpenAi, Endpoint())], Routes = [route] }, Clock, seed: 3);

        var asking = CollectAsync(StreamAsync(gateway.Chat("patient", CallContext.Local)));
        await Server.RequestsArrivedAsync(1);
        Clock.Advance(TimeSpan.FromMinutes(9) - TimeSpan.FromMilliseconds(1));
        Server.Requests[0].Aborted.IsCompleted.ShouldBeFalse();
        asking.IsCompleted.ShouldBeFalse();
        Clock.Advance(TimeSpan.FromMilliseconds(1));

        (await asking).End.ShouldBeOfType<ModelException>().Message.ShouldContain("waits 540 s");
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
