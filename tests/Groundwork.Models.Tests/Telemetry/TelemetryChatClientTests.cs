using System.Diagnostics;
using System.Diagnostics.Metrics;
using Groundwork.Models.Routing;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Telemetry;

public sealed class TelemetryChatClientTests : RoutingTest
{
    private readonly List<Activity> _ended = [];

    [Fact]
    public async Task A_call_is_an_activity_with_the_names_of_the_conventions()
    {
        using var listener = Listen();
        Chats["a"].Answer = static (_, _) => throw FakeChat.Fault();
        using var gateway = Named("names");

        await gateway.Chat("names", CallContext.Local).GetResponseAsync([new ChatMessage(ChatRole.User, "Is it so?")]);

        var call = Ended("chat names");
        call.GetTagItem("gen_ai.operation.name").ShouldBe("chat");
        call.GetTagItem("gen_ai.provider.name").ShouldBe("anthropic");
        call.GetTagItem("gen_ai.request.model").ShouldBe("names");
        call.GetTagItem("gen_ai.usage.input_tokens").ShouldBe(5L);
        call.GetTagItem("gen_ai.usage.output_tokens").ShouldBe(1L);
        call.GetTagItem("gen_ai.response.finish_reasons").ShouldBe(new[] { "stop" });
        call.GetTagItem("groundwork.failed_attempts").ShouldBe(1);
        call.GetTagItem("gen_ai.input.messages").ShouldBeNull();
    }

    [Fact]
    public async Task Content_is_recorded_when_switched_on_and_then_redacted()
    {
        using var listener = Listen();
        using var gateway = Named("content", static text => text.Replace("secret", "***", StringComparison.Ordinal));

        var stream = gateway.Chat("content", CallContext.Local).GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "my secret")]);
        (await ReadAsync(stream)).Count.ShouldBe(5);

        var call = Ended("chat content");
        call.GetTagItem("gen_ai.input.messages").ShouldBe("""[{"role":"user","parts":[{"type":"text","content":"my ***"}]}]""");
        call.GetTagItem("gen_ai.output.messages")!.ToString()!.ShouldContain("one two three");
    }

    [Fact]
    public async Task A_failure_is_named_by_its_kind()
    {
        using var listener = Listen();
        var durations = new List<string?>();
        using var meter = new MeterListener();
        meter.InstrumentPublished = static (instrument, listening) =>
        {
            if (instrument.Meter.Name is GenAiSignals.Name)
                listening.EnableMeasurementEvents(instrument);
        };
        meter.SetMeasurementEventCallback<double>((instrument, _, tags, _) =>
        {
            var named = tags.ToArray().ToDictionary(static tag => tag.Key, static tag => tag.Value, StringComparer.Ordinal);
            if (instrument.Name is "gen_ai.client.operation.duration" && named["gen_ai.request.model"] is "fails")
                durations.Add(named["error.type"]?.ToString());
        });
        meter.Start();
        Chats["a"].Answer = Chats["b"].Answer = static (_, _) => throw FakeChat.Fault(ModelFailure.Refused, isTransient: false);
        using var gateway = Named("fails");

        await Should.ThrowAsync<ModelException>(gateway.Chat("fails", CallContext.Local).GetResponseAsync([new ChatMessage(ChatRole.User, "Is it so?")]));

        Ended("chat fails").GetTagItem("error.type").ShouldBe("Refused");
        durations.ShouldBe(["Refused"]);
    }

    private ModelGateway Named(string route, Func<string, string>? redact = null) => new(
        new GatewaySettings
        {
            Targets = [Target("a"), Target("b") with { Provider = ModelProvider.Anthropic }],
            Routes = [Route("a", "b") with { Name = route }],
            RecordsContent = redact is not null,
        },
        Clock, 1, redact, Meter, target => new TargetClients(() => Chats[target.Name], static () => throw new NotSupportedException(), static () => throw new NotSupportedException()));

    private Activity Ended(string name)
    {
        lock (_ended)
            return _ended.Single(activity => string.Equals(activity.OperationName, name, StringComparison.Ordinal));
    }

    private ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is GenAiSignals.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (_ended)
                    _ended.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
