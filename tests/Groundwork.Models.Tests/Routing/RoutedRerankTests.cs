using System.Diagnostics;
using Groundwork.Models.Telemetry;
using Groundwork.TestKit;

namespace Groundwork.Models.Routing;

public sealed class RoutedRerankTests : ModelTest
{
    private readonly RecordingMeter _meter = new();

    private ModelGateway Gateway(string route, TargetConnections connections) => new(
        new GatewaySettings
        {
            Targets = [new ModelTarget("first", ModelProvider.Jina, Endpoint()), new ModelTarget("second", ModelProvider.Jina, Endpoint())],
            Routes = [new ModelRoute(route, ModelUse.Rerank, [new("first"), new("second")]) { MaxRetries = 0 }],
        },
        Clock, 3, redact: null, _meter, connections.To);

    [Fact]
    public async Task The_reply_says_who_judged_and_who_failed_and_is_recorded()
    {
        var ended = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is GenAiSignals.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.DisplayName is "rerank judged")
                    ended.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var connections = new TargetConnections(Clock);
        using var gateway = Gateway("judged", connections);
        Server.EnqueueReranks(ModelScript.Status(500, ""), ModelScript.Raw("application/json", """{"results":[{"index":0,"score":1}],"usage":{"total_tokens":9}}"""));

        var reply = await gateway.Reranker("judged", CallContext.Local).RerankAsync("q", ["text"], CancellationToken.None);

        reply.Trace.ShouldNotBeNull().Target.ShouldBe("second");
        reply.Trace.Failed.ShouldHaveSingleItem().Target.ShouldBe("first");
        reply.Usage.ShouldBe(new TokenUsage(9, 0));
        ended.ShouldHaveSingleItem().GetTagItem("groundwork.target").ShouldBe("second");
    }

    [Fact]
    public async Task A_billion_tokens_for_one_text_are_not_booked()
    {
        using var connections = new TargetConnections(Clock);
        using var gateway = Gateway("billion", connections);
        Server.EnqueueReranks(ModelScript.Raw("application/json", """{"results":[{"index":0,"score":1}],"usage":{"total_tokens":1000000000}}"""));

        var reply = await gateway.Reranker("billion", CallContext.Local).RerankAsync("q", ["text"], CancellationToken.None);

        reply.Usage.ShouldBeNull();
        var booked = _meter.All.ShouldHaveSingleItem().Settlement!;
        booked.Source.ShouldBe(UsageSource.Counted);
        booked.Usage.Input.ShouldBeInRange(1, 10);
    }
}
