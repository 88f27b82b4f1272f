using System.Text.Json;

namespace Groundwork.UseCases.Tests;

/// <summary>The shapes of replies about models are promises too.</summary>
public sealed class ModelShapeTests
{
    [Fact]
    public void Usage_keeps_its_names()
    {
        var group = new UsageGroup("g", 1, 2, 3, 4, 0.5m, 6, 7, new Dictionary<string, long>(StringComparer.Ordinal), new Dictionary<string, long>(StringComparer.Ordinal), new UsagePercentiles(1, 2, 3), null, 8);
        JsonShape.Of(JsonSerializer.Serialize(new ModelUsageReply(new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 2), "day", group, [group]), GroundworkJson.Readable.ModelUsageReply)).ShouldBe(
            "{from,to,by,total{name,requests,inputTokens,outputTokens,cachedTokens,costUsd,inDoubt,aborted,replays{},errors{},latencyMs{p50,p95,p99},firstTokenMs:null,tokensPerSecond},groups[{name,requests,inputTokens,outputTokens,cachedTokens,costUsd,inDoubt,aborted,replays{},errors{},latencyMs{p50,p95,p99},firstTokenMs:null,tokensPerSecond}]}");
    }

    [Fact]
    public void Routes_budgets_prices_and_invoices_keep_their_names()
    {
        var json = GroundworkJson.Readable;
        var spending = new SpendingReply(1, 2, 3);
        var target = new RouteTargetReply("t", "openAi", "m", "h", new PriceReply(1, 2, 1, null), null, 1, 2, ["tools"], 1, null);
        var models = new ModelsReply(
            [new RouteReply("r", "chat", "ordered", ["exact"], null, [target])],
            [new BudgetReply("b", "day", null, "*", null, new SpendingLimit(1, null, null), null, 1, [new BudgetAccountReply("", spending, spending)])]);
        JsonShape.Of(JsonSerializer.Serialize(models, json.ModelsReply)).ShouldBe(
            "{routes[{name,use,choice,cache[],hedgeAfterSeconds:null,targets[{target,provider,model,server,price{inputUsd,outputUsd,cachedInputUsd,asOf:null},note:null,contextTokens,maxOutputTokens,abilities[],weight,when:null}]}],budgets[{name,period,key:null,user,route:null,limit{costUsd,tokens:null,requests:null},renewsAt:null,scopes,accounts[{scope,spent{costUsd,tokens,requests},held{costUsd,tokens,requests}}]}]}");
        JsonShape.Of(JsonSerializer.Serialize(ListModels.Prices(), json.PricesReply)).ShouldBe("{prices[{provider,model,price{inputUsd,outputUsd,cachedInputUsd,asOf},source}]}");
        JsonShape.Of(JsonSerializer.Serialize(new ReconcileReply("t", 1, 2, ["a"], ["b"], Booked: true), json.ReconcileReply)).ShouldBe("{target,equal,settled,differing[],unknown[],booked}");
        JsonShape.Of(JsonSerializer.Serialize(new TryModelReply("r", "t", [], "x", new UsageReply(1, 2), 1, null, 2), json.TryModelReply)).ShouldBe(
            "{route,target,failed[],text,usage{inputTokens,outputTokens},costUsd,firstTokenMs:null,elapsedMs}");
    }
}
