using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Routing;

public sealed class TargetOrderTests : RoutingTest
{
    private static readonly DateOnly Today = new(2026, 1, 2);

    private static ModelPrice Price(decimal usd) => new(Money.FromUsd(usd), Money.FromUsd(usd), Money.FromUsd(usd), Today);

    [Fact]
    public async Task The_cheapest_for_the_request_is_asked_first()
    {
        using var gateway = Gateway(
            Route("a", "b", "c") with { Choice = RouteChoice.Cheapest },
            Target("a") with { Price = Price(3) }, Target("b") with { Price = Price(1) }, Target("c") with { Price = Price(2) });

        TraceOf(await AskAsync(gateway)).Target.ShouldBe("b");
    }

    [Fact]
    public async Task Weights_are_kept_over_many_requests_and_zero_is_a_last_resort()
    {
        var route = new ModelRoute("main", ModelUse.Chat, [new("a", 3), new("b", 1), new("c", 0)]) { Choice = RouteChoice.Weighted, MaxRetries = 0 };
        using var gateway = Gateway(route);
        for (var i = 0; i < 2000; i++)
            await AskAsync(gateway);

        Chats["a"].Asked.ShouldBeInRange(1400, 1600);
        Chats["c"].Asked.ShouldBe(0);
        Chats["a"].Answer = Chats["b"].Answer = static (_, _) => throw FakeChat.Fault();
        TraceOf(await AskAsync(gateway)).Target.ShouldBe("c");
    }

    [Fact]
    public async Task The_one_that_lately_spoke_first_is_asked_first_and_the_slow_one_gets_another_chance()
    {
        foreach (var (name, seconds) in new[] { ("a", 5), ("b", 1) })
            Chats[name].Answer = (_, _) =>
            {
                Clock.Advance(TimeSpan.FromSeconds(seconds));
                return Task.FromResult(FakeChat.Says("yes"));
            };
        using var gateway = Gateway(Route("a", "b") with { Choice = RouteChoice.Fastest });

        await AskAsync(gateway);
        await AskAsync(gateway);
        for (var i = 0; i < 5; i++)
            TraceOf(await AskAsync(gateway)).Target.ShouldBe("b");
        Clock.Advance(TimeSpan.FromSeconds(600));
        Chats["a"].Answer = static (_, _) => Task.FromResult(FakeChat.Says("yes"));
        await AskAsync(gateway);
        await AskAsync(gateway);
        Chats["a"].Asked.ShouldBe(2);
    }

    [Fact]
    public async Task Rules_send_requests_by_length_language_and_difficulty()
    {
        var route = new ModelRoute("main", ModelUse.Chat,
        [
            new("a", When: new RouteRule { MinDifficulty = 0.7 }),
            new("b", When: new RouteRule { Languages = ["de", "fr"] }),
            new("c", When: new RouteRule { MaxInputTokens = 1000 }),
        ]) { MaxRetries = 0 };
        using var gateway = Gateway(route);

        (await TargetOf(new RequestHints("fr", 0.9))).ShouldBe("a");
        (await TargetOf(new RequestHints("fr", 0.1))).ShouldBe("b");
        (await TargetOf(new RequestHints("en", null))).ShouldBe("c");

        async Task<string> TargetOf(RequestHints hints) => TraceOf(await AskAsync(gateway, new ChatOptions { AdditionalProperties = new() { [RequestHints.Key] = hints } })).Target;
    }

    [Fact]
    public async Task A_request_that_nobody_can_serve_is_refused_with_the_reasons()
    {
        using var gateway = Gateway(Route("a", "b"), Target("a") with { Abilities = ModelAbilities.None }, Target("b") with { Abilities = ModelAbilities.Tools });

        var failure = await Should.ThrowAsync<ModelException>(AskAsync(gateway, new ChatOptions { ResponseFormat = ChatResponseFormat.Json }));

        failure.Kind.ShouldBe(ModelFailure.BadRequest);
        failure.Attempts.ShouldBe(0);
        failure.Message.ShouldContain("\"a\" has no json");
        Meter.All.ShouldBeEmpty();
    }

    [Fact]
    public void No_request_goes_to_a_target_that_lacks_what_it_needs() => Prop.ForAll(
        Gen.Zip(Gen.ListOf(Gen.Choose(0, 7), 3), Gen.Choose(0, 7)).ToArbitrary(), one =>
        {
            var (abilities, needs) = one;
            var asked = new Asked();
            asked.CheckAsync([.. abilities.Select(static ability => (ModelAbilities)ability)], (ModelAbilities)needs).GetAwaiter().GetResult();
        }).QuickCheckThrowOnFailure();

    private sealed class Asked : RoutingTest
    {
        public async Task CheckAsync(IReadOnlyList<ModelAbilities> abilities, ModelAbilities needs)
        {
            string[] names = ["a", "b", "c"];
            using var gateway = Gateway(Route(names), [.. names.Zip(abilities, static (name, ability) => Target(name) with { Abilities = ability })]);
            var options = new ChatOptions();
            if (needs.HasFlag(ModelAbilities.Tools))
                options.Tools = [AIFunctionFactory.Create(static () => 1, "one")];
            if (needs.HasFlag(ModelAbilities.Json))
                options.ResponseFormat = ChatResponseFormat.Json;
            var message = new ChatMessage(ChatRole.User, "what is it?");
            if (needs.HasFlag(ModelAbilities.Vision))
                message.Contents.Add(new DataContent(new byte[] { 1, 2, 3 }, "image/png"));
            var call = gateway.Chat("main", CallContext.Local).GetResponseAsync([message], options);
            var able = names.Zip(abilities).FirstOrDefault(pair => (needs & ~pair.Second) == ModelAbilities.None).First;
            if (able is null)
                await Should.ThrowAsync<ModelException>(call);
            else
                TraceOf(await call).Target.ShouldBe(able);
        }
    }
}
