namespace Groundwork.UseCases.Tests.Monitoring;

public class ExperimentTests
{
    [Fact]
    public async Task A_planted_difference_is_found_and_what_was_better_can_be_kept()
    {
        await using var tower = await Watchtower.OpenAsync();
        var experiments = new ManageExperiments(tower.Workspace);
        // Nobody is ever so sure that B answers.
        await experiments.StartAsync(new StartExperimentRequest("careful", "default", "wrong-cost=1000", "abstained"), default);
        await AskAsync(tower, 160);
        var result = (await experiments.ShowAsync("careful", default)).Result.ShouldNotBeNull();
        (result.ObservedA + result.ObservedB).ShouldBe(160);
        Math.Min(result.ObservedA, result.ObservedB).ShouldBeGreaterThan(50);
        result.MeanB.ShouldBe(1);
        result.Verdict.ShouldBe("aIsBetter");
        result.Low.ShouldNotBeNull().ShouldBeGreaterThan(0);

        (await experiments.StopAsync("careful", "b", default)).Kept.ShouldBe("b");
        (await tower.AskAsync("What colour is the lamp in room 3?")).Abstained.ShouldNotBeNull();
        await experiments.StopAsync("careful", "a", default);
        (await tower.AskAsync("What colour is the lamp in room 3?")).Abstained.ShouldBeNull();
        (await experiments.ShowAsync("careful", default)).Result!.ShouldBe(result, "what is asked after the end does not count");
    }

    [Fact]
    public async Task Where_there_is_no_difference_none_is_found()
    {
        await using var tower = await Watchtower.OpenAsync();
        var experiments = new ManageExperiments(tower.Workspace);
        await experiments.StartAsync(new StartExperimentRequest("same", "default", "wrong-cost=0.43", "confidence"), default);
        await AskAsync(tower, 160);
        var result = (await experiments.ShowAsync("same", default)).Result!;
        result.Verdict.ShouldBe("undecided");
        result.Pairs.ShouldBeGreaterThan(50);
    }

    [Fact]
    public async Task A_conversation_keeps_its_arm_and_its_first_verdict_counts_once()
    {
        await using var tower = await Watchtower.OpenAsync();
        var experiments = new ManageExperiments(tower.Workspace);
        await experiments.StartAsync(new StartExperimentRequest("liked", "default", "wrong-cost=1000", "feedback"), default);
        for (var i = 0; i < 24; i++)
        {
            var conversation = (await new ManageConversations(tower.Workspace).BeginAsync(new BeginConversationRequest("default"), default)).Conversation;
            var turns = new List<TurnReply>();
            foreach (var room in new[] { i, i + 1 })
                await foreach (var update in new AskInConversation(tower.Workspace).AskAsync(conversation, new AskRequest($"What colour is the lamp in room {room}?"), default))
                    if (update is ConversationUpdate.Ended ended) turns.Add(ended.Turn);
            (turns[0].Reply!.Abstained is null).ShouldBe(turns[1].Reply!.Abstained is null, "both turns of a conversation have one arm");
            foreach (var turn in turns) await new ManageConversations(tower.Workspace).RateAsync(conversation, turn.Turn, new RateTurnRequest(turn.Reply!.Abstained is null ? "up" : "down"), default);
        }

        var result = (await experiments.ShowAsync("liked", default)).Result!;
        (result.ObservedA + result.ObservedB).ShouldBe(24);
        result.MeanA.ShouldBe(1);
        result.MeanB.ShouldBe(0);
    }

    [Fact]
    public async Task Requests_that_choose_for_themselves_and_other_collections_take_no_part()
    {
        await using var tower = await Watchtower.OpenAsync();
        var experiments = new ManageExperiments(tower.Workspace);
        await experiments.StartAsync(new StartExperimentRequest("all-b", "default", "wrong-cost=1000", "abstained") { Share = 0.999 }, default);
        await foreach (var update in new AskQuestion(tower.Workspace).RunAsync(new AskRequest("What colour is the lamp in room 3?", WrongCost: 0), default))
            if (update is AskUpdate.Done done) done.Reply.Abstained.ShouldBeNull();
        (await experiments.ShowAsync("all-b", default)).Result!.ShouldBe(new ExperimentResult("undecided", 0, 0, 0));
    }

    [Theory]
    [InlineData("x", "", 0.5, "abstained", "changes nothing")]
    [InlineData("x", "color=red", 0.5, "abstained", "color")]
    [InlineData("x", "wrong-cost=much", 0.5, "abstained", "0..1000")]
    [InlineData("x", "mode=psychic", 0.5, "abstained", "psychic")]
    [InlineData("x", "steps=dance", 0.5, "abstained", "dance")]
    [InlineData("x", "steps=condense", 0.5, "abstained", "a chat model")]
    [InlineData("x", "mode=text,mode=hybrid", 0.5, "abstained", "twice")]
    [InlineData("x", "mode=text", 1.0, "abstained", "share")]
    [InlineData("x", "mode=text", 0.5, "luck", "luck")]
    [InlineData("Big Name", "mode=text", 0.5, "abstained", "no name")]
    public async Task Mistakes_are_named(string name, string b, double share, string metric, string expected)
    {
        await using var tower = await Watchtower.OpenAsync();
        (await Should.ThrowAsync<InvalidRequestException>(() => new ManageExperiments(tower.Workspace).StartAsync(new StartExperimentRequest(name, "default", b, metric) { Share = share }, default))).Message.ShouldContain(expected);
    }

    [Fact]
    public async Task One_experiment_at_a_time_and_the_next_begins_with_what_was_kept()
    {
        await using var tower = await Watchtower.OpenAsync();
        var experiments = new ManageExperiments(tower.Workspace);
        await experiments.StartAsync(new StartExperimentRequest("one", "default", "steps=spelling,features,mode=text", "abstained"), default);
        (await Should.ThrowAsync<InvalidRequestException>(() => experiments.StartAsync(new StartExperimentRequest("two", "default", "mode=text", "abstained"), default))).Message.ShouldContain("one");
        await experiments.StopAsync("one", "b", default);
        var two = await experiments.StartAsync(new StartExperimentRequest("two", "default", "wrong-cost=1", "abstained"), default);
        two.A.ShouldBe("steps=spelling,features, mode=text");
        two.B.ShouldBe("steps=spelling,features, wrong-cost=1, mode=text");
        await Should.ThrowAsync<InvalidRequestException>(() => experiments.StopAsync("one", "a", default));
        await Should.ThrowAsync<InvalidRequestException>(() => experiments.StopAsync("two", "c", default));
        (await experiments.ListAsync(default)).Experiments.Select(e => e.Name).ShouldBe(["two", "one"]);
    }

    private static async Task AskAsync(Watchtower tower, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await tower.AskAsync($"What colour is the lamp in room {i % 40}, please, caller {i}?");
            tower.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }
}
