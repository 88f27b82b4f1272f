using Groundwork.TestKit;

namespace Groundwork.UseCases.Tests.Conversing;

public sealed class ConversationUseCaseTests
{
    private const string Cache = "How many entries does the cache hold by default?";
    private const string Retry = "How often is a failed upload tried again by the client?";

    [Fact]
    public async Task Turns_stand_in_order_with_their_answers()
    {
        await using var desk = await FilledAsync();
        var id = await BeginAsync(desk);
        (await AskAsync(desk, id, Cache)).State.ShouldBe(TurnState.Answered);
        await AskAsync(desk, id, Retry);
        var shown = await new ManageConversations(desk.Workspace).ShowAsync(id, default);
        shown.Title.ShouldBe(Cache);
        shown.Turns.Select(t => t.Question).ShouldBe([Cache, Retry]);
        shown.Turns.ShouldAllBe(t => t.Reply!.Claims.Count > 0);
        (await new ManageConversations(desk.Workspace).ListAsync("default", 0, 10, default)).Conversations.ShouldHaveSingleItem().Title.ShouldBe(Cache);
    }

    [Fact]
    public async Task An_edit_replaces_what_followed_and_a_retry_asks_the_same_again()
    {
        await using var desk = await FilledAsync();
        var id = await BeginAsync(desk);
        var first = await AskAsync(desk, id, Cache);
        await AskAsync(desk, id, Retry);
        var ask = new AskInConversation(desk.Workspace);
        (await EndAsync(ask.EditAsync(id, first.Turn, new AskRequest(Retry), default))).Versions.ShouldBe(2);
        var shown = await new ManageConversations(desk.Workspace).ShowAsync(id, default);
        shown.Turns.ShouldHaveSingleItem().Question.ShouldBe(Retry);
        var again = await EndAsync(ask.RetryAsync(id, shown.Turns[0].Turn, default));
        again.ShouldSatisfyAllConditions(t => t.Question.ShouldBe(Retry), t => t.Versions.ShouldBe(3));
    }

    [Fact]
    public async Task Turns_asked_at_the_same_time_are_all_kept_in_order()
    {
        await using var desk = await FilledAsync();
        var id = await BeginAsync(desk);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => AskAsync(desk, id, $"{Cache} ({i})")));
        var turns = (await new ManageConversations(desk.Workspace).ShowAsync(id, default)).Turns;
        turns.Count.ShouldBe(8);
        turns.Select(t => t.Question).Distinct(StringComparer.Ordinal).Count().ShouldBe(8);
        turns.ShouldAllBe(t => t.State == TurnState.Answered);
    }

    [Fact]
    public async Task A_conversation_that_no_longer_fits_leaves_its_oldest_turns_out_and_says_so()
    {
        await using var desk = await FilledAsync(new ConversationSettings { HistoryTurns = 2 });
        var id = await BeginAsync(desk);
        for (var i = 0; i < 3; i++) (await AskAsync(desk, id, Cache)).LeftOut.ShouldBe(0);
        (await AskAsync(desk, id, Retry)).LeftOut.ShouldBe(1);
    }

    [Fact]
    public async Task A_full_conversation_takes_no_more_turns()
    {
        await using var desk = await FilledAsync(new ConversationSettings { MaxTurns = 1 });
        var id = await BeginAsync(desk);
        await AskAsync(desk, id, Cache);
        (await Should.ThrowAsync<ConversationFullException>(AskAsync(desk, id, Retry))).Message.ShouldContain("conversations.maxTurns");
    }

    [Fact]
    public async Task A_question_that_cannot_be_asked_is_no_turn()
    {
        await using var desk = await FilledAsync();
        var id = await BeginAsync(desk);
        await Should.ThrowAsync<InvalidRequestException>(AskAsync(desk, id, new string('x', 1 << 20)));
        await Should.ThrowAsync<InvalidRequestException>(AskAsync(desk, id, "  "));
        (await new ManageConversations(desk.Workspace).ShowAsync(id, default)).Turns.ShouldBeEmpty();
        await Should.ThrowAsync<ConversationNotFoundException>(AskAsync(desk, "nowhere", Cache));
        await Should.ThrowAsync<ConversationNotFoundException>(EndAsync(new AskInConversation(desk.Workspace).RetryAsync(id, 7, default)));
    }

    [Fact]
    public async Task A_failure_is_the_end_of_its_turn()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var desk = await FilledAsync(chat: model);
        var id = await BeginAsync(desk);
        model.Enqueue(ModelScript.Status(401, """{"error":{"message":"bad key"}}"""));
        await Should.ThrowAsync<Exception>(AskAsync(desk, id, Cache));
        (await new ManageConversations(desk.Workspace).ShowAsync(id, default)).Turns.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(t => t.State.ShouldBe(TurnState.Failed), t => t.Problem!.Code.ShouldBe("GW1403"));
    }

    [Fact]
    public async Task A_turn_that_is_stopped_keeps_what_was_checked_until_then()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var desk = await FilledAsync(chat: model);
        var id = await BeginAsync(desk);
        var slow = ModelScript.SaysSlowly("It holds 512 entries. [1 \"holds 512 entries\"]\n\n", "There is more to say", " but nobody waits.");
        model.Enqueue(slow);
        slow.Gate!.Release(2);
        await foreach (var update in new AskInConversation(desk.Workspace).AskAsync(id, new AskRequest(Cache), default))
            if (update is ConversationUpdate.News { Update: AskUpdate.Verified { Supported: true } }) break;
        var turn = (await new ManageConversations(desk.Workspace).ShowAsync(id, default)).Turns.ShouldHaveSingleItem();
        turn.State.ShouldBe(TurnState.Stopped);
        turn.Reply!.Answer.ShouldBe("It holds 512 entries.");
        turn.Reply.Claims.ShouldHaveSingleItem().Citations.ShouldHaveSingleItem().Quote.ShouldBe("holds 512 entries");
        slow.Gate.ReleaseAll();
    }

    [Fact]
    public async Task Earlier_turns_go_along_with_a_follow_up()
    {
        await using var desk = await FilledAsync();
        var id = await BeginAsync(desk);
        await AskAsync(desk, id, Cache);
        (await AskAsync(desk, id, "And by default?")).Reply!.Steps!.ShouldContain(step => step.Used && step.What.Contains("cache", StringComparison.Ordinal));
        await Should.ThrowAsync<InvalidRequestException>(EndAsync(() => new AskInConversation(desk.Workspace).AskAsync(id, new AskRequest(Cache, History: [new TurnRequest("user", "x")]), default)));
    }

    [Fact]
    public async Task Feedback_is_kept_with_what_the_answer_was_made_with()
    {
        await using var desk = await FilledAsync();
        var id = await BeginAsync(desk);
        var turn = await AskAsync(desk, id, Cache);
        var conversations = new ManageConversations(desk.Workspace);
        await conversations.RateAsync(id, turn.Turn, new RateTurnRequest("down", "Too short."), default);
        var rated = (await conversations.FeedbackAsync("default", default)).Feedback.ShouldHaveSingleItem();
        rated.ShouldSatisfyAllConditions(
            r => r.Question.ShouldBe(Cache), r => r.Verdict.ShouldBe("down"), r => r.Reason.ShouldBe("Too short."), r => r.Reply.Commit.ShouldBeGreaterThan(0),
            r => r.Fingerprints!.Model.ShouldBe("extractive"), r => r.Fingerprints!.Chunker.ShouldNotBeEmpty());
        await conversations.RateAsync(id, turn.Turn, new RateTurnRequest(null), default);
        (await conversations.FeedbackAsync("default", default)).Feedback.ShouldBeEmpty();
        await Should.ThrowAsync<InvalidRequestException>(conversations.RateAsync(id, turn.Turn, new RateTurnRequest("great"), default));
    }

    [Fact]
    public async Task A_shared_address_shows_what_was_shared_until_it_is_revoked()
    {
        await using var desk = await FilledAsync();
        var id = await BeginAsync(desk);
        var conversations = new ManageConversations(desk.Workspace);
        await Should.ThrowAsync<InvalidRequestException>(conversations.ShareAsync(id, default));
        var turn = await AskAsync(desk, id, Cache);
        var share = await conversations.ShareAsync(id, default);
        share.Token.Length.ShouldBeGreaterThan(40);
        await AskAsync(desk, id, Retry);
        await conversations.RateAsync(id, turn.Turn, new RateTurnRequest("up", "private"), default);
        (await conversations.OpenSharedAsync(share.Token, default)).Turns.ShouldHaveSingleItem().ShouldSatisfyAllConditions(t => t.Question.ShouldBe(Cache), t => t.Feedback.ShouldBeNull());
        await conversations.RevokeAsync(id, share.Token, default);
        await Should.ThrowAsync<ConversationNotFoundException>(conversations.OpenSharedAsync(share.Token, default));
    }

    [Fact]
    public async Task A_deleted_conversation_leaves_nothing_in_any_file()
    {
        await using var desk = await FilledAsync();
        var id = await BeginAsync(desk);
        await AskAsync(desk, id, "Is the marmalade zeppelin in the cache?");
        desk.FilesWith("marmalade zeppelin").ShouldNotBeEmpty();
        await new ManageConversations(desk.Workspace).DeleteAsync(id, default);
        desk.FilesWith("marmalade zeppelin").ShouldBeEmpty();
        await Should.ThrowAsync<ConversationNotFoundException>(new ManageConversations(desk.Workspace).ShowAsync(id, default));
    }

    [Fact]
    public async Task A_deleted_document_takes_its_turns_along_and_those_that_followed_them()
    {
        await using var desk = await FilledAsync();
        desk.Write("secret.md", "# Vault\n\nThe vault of the northern branch opens with the sequence zebra-quartz-violin on Mondays.\n");
        await desk.IngestAsync();
        var id = await BeginAsync(desk);
        await AskAsync(desk, id, Cache);
        var quoting = await AskAsync(desk, id, "What opens the vault of the northern branch?");
        quoting.Reply!.Answer.ShouldContain("zebra-quartz-violin");
        var conversations = new ManageConversations(desk.Workspace);
        await conversations.RateAsync(id, quoting.Turn, new RateTurnRequest("up", "zebra-quartz-violin is right"), default);
        await AskAsync(desk, id, "Why zebra-quartz-violin on Mondays?");
        var share = await conversations.ShareAsync(id, default);
        var receipt = (await new DeleteDocuments(desk.Workspace).RunAsync(new DeleteRequest(["secret.md"]), default)).Receipt;
        receipt.Places.ShouldContain(p => p.Place == "turns of conversations that saw them" && p.Removed == 2);
        var shown = await conversations.ShowAsync(id, default);
        shown.Turns.Select(t => t.State).ShouldBe([TurnState.Answered, TurnState.Forgotten, TurnState.Forgotten]);
        (await conversations.OpenSharedAsync(share.Token, default)).Turns[1].Question.ShouldBeEmpty();
        desk.FilesWith("zebra-quartz-violin").ShouldBeEmpty();
        (await new VerifyDeleted(desk.Workspace).RunAsync("default", "secret.md", default)).Traces.ShouldBeEmpty();
        (await AskAsync(desk, id, Cache)).State.ShouldBe(TurnState.Answered);
    }

    [Fact]
    public async Task A_shared_address_shows_no_later_turn_when_what_was_shared_is_forgotten()
    {
        await using var desk = await FilledAsync();
        var id = await BeginAsync(desk);
        await AskAsync(desk, id, "What colour has the logo?");
        var conversations = new ManageConversations(desk.Workspace);
        var share = await conversations.ShareAsync(id, default);
        await new DeleteDocuments(desk.Workspace).RunAsync(new DeleteRequest(["colours.md"]), default);
        await AskAsync(desk, id, Cache);
        await AskAsync(desk, id, Retry);
        (await conversations.OpenSharedAsync(share.Token, default)).Turns.ShouldHaveSingleItem().State.ShouldBe(TurnState.Forgotten);
    }

    [Fact]
    public async Task Numbers_of_forgotten_turns_are_never_given_again()
    {
        await using var desk = await FilledAsync();
        var id = await BeginAsync(desk);
        var numbers = new HashSet<long>();
        for (var i = 0; i < 3; i++)
        {
            desk.Write("secret.md", $"# Vault\n\nThe vault of the northern branch opens with the sequence zebra-{i} on Mondays.\n");
            await desk.IngestAsync();
            numbers.Add((await AskAsync(desk, id, "What opens the vault of the northern branch?")).Turn).ShouldBeTrue();
            await new DeleteDocuments(desk.Workspace).RunAsync(new DeleteRequest(["secret.md"]), default);
        }
    }

    [Fact]
    public async Task A_file_that_an_ingestion_drops_takes_its_turns_along_and_spares_what_is_asked_after()
    {
        await using var desk = await FilledAsync();
        var secret = desk.Write("secret.md", "# Vault\n\nThe vault of the northern branch opens with the sequence zebra-quartz-violin on Mondays.\n");
        await desk.IngestAsync();
        var id = await BeginAsync(desk);
        (await AskAsync(desk, id, "What opens the vault of the northern branch?")).Reply!.Answer.ShouldContain("zebra-quartz-violin");
        File.Delete(secret);
        await desk.IngestAsync();
        (await new ManageConversations(desk.Workspace).ShowAsync(id, default)).Turns.ShouldHaveSingleItem().State.ShouldBe(TurnState.Forgotten);
        (await desk.Workspace.Answers.ReadAsync(Knowledge.CollectionName.Parse("default"), default)).ShouldBeEmpty();
        (await AskAsync(desk, id, Cache)).State.ShouldBe(TurnState.Answered);
    }

    [Fact]
    public async Task A_sentence_that_is_marked_goes_with_any_document_that_the_model_read()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var desk = await FilledAsync(chat: model);
        desk.Write("secret.md", "# Cache vault\n\nThe cache of the vault opens with zebra-quartz-violin by default.\n");
        await desk.IngestAsync();
        var id = await BeginAsync(desk);
        model.Enqueue(ModelScript.Says("The cache holds 512 entries. [1 \"cache holds 512 entries\"] [2 \"cache holds 512 entries\"] It opens with zebra-quartz-violin."));
        var turn = await EndAsync(() => new AskInConversation(desk.Workspace).AskAsync(id, new AskRequest(Cache, Unsupported: "mark"), default));
        turn.Reply!.Answer.ShouldContain("zebra-quartz-violin");
        turn.Reply.Claims.SelectMany(c => c.Citations).ShouldAllBe(c => !c.Document.Contains("secret", StringComparison.Ordinal));
        await new DeleteDocuments(desk.Workspace).RunAsync(new DeleteRequest(["secret.md"]), default);
        (await new ManageConversations(desk.Workspace).ShowAsync(id, default)).Turns[0].State.ShouldBe(TurnState.Forgotten);
        desk.FilesWith("zebra-quartz-violin").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_turn_whose_process_died_has_failed_at_the_next_start()
    {
        await using var desk = await FilledAsync();
        var id = await BeginAsync(desk);
        await desk.Workspace.Conversations.AskAsync(id, "0123456789abcdef", before => (new AskRequest(Cache), before.Head), default);
        await desk.Workspace.Conversations.AskAsync(id, desk.Workspace.Processes.Name, before => (new AskRequest(Retry), before.Head), default);
        await using var other = await Workspace.OpenAsync(desk.SettingsOf(), TimeProvider.System, default);
        var turns = (await new ManageConversations(other).ShowAsync(id, default)).Turns;
        turns[0].ShouldSatisfyAllConditions(t => t.State.ShouldBe(TurnState.Failed), t => t.Problem!.Code.ShouldBe("GW1504"));
        turns[1].State.ShouldBe(TurnState.Open);
    }

    [Fact]
    public async Task A_stopped_turn_keeps_nothing_that_is_less_sure_than_the_request_wants()
    {
        (await StoppedAsync(new AskRequest(Cache, WrongCost: 1000), _ => Task.CompletedTask)).ShouldSatisfyAllConditions(t => t.State.ShouldBe(TurnState.Stopped), t => t.Reply.ShouldBeNull());
    }

    [Fact]
    public async Task A_stopped_turn_keeps_nothing_whose_source_has_changed_meanwhile()
    {
        var turn = await StoppedAsync(new AskRequest(Cache), async desk =>
        {
            desk.Write("caching.md", "# Caching\n\nNothing is cached any more.\n");
            await desk.IngestAsync();
        });
        turn.ShouldSatisfyAllConditions(t => t.State.ShouldBe(TurnState.Stopped), t => t.Reply.ShouldBeNull());
    }

    [Fact]
    public async Task What_cannot_be_answered_as_it_is_asked_is_no_turn()
    {
        await using var desk = await FilledAsync();
        var id = await BeginAsync(desk);
        foreach (var request in new[]
        {
            new AskRequest(Cache, Steps: ["bogus"]), new AskRequest(Cache, Steps: ["condense"]), new AskRequest(Cache, Unsupported: "bogus"), new AskRequest(Cache, WrongCost: -1), new AskRequest(Cache, Mode: "bogus"),
            new AskRequest(Cache, Filters: [.. Enumerable.Repeat("lang=en", 1000)]), new AskRequest(Cache, Filters: ["lang=" + new string('x', 10_000)]), new AskRequest(Cache, Steps: [.. Enumerable.Repeat("spelling", 1000)]),
        })
            await Should.ThrowAsync<InvalidRequestException>(EndAsync(() => new AskInConversation(desk.Workspace).AskAsync(id, request, default)));
        (await new ManageConversations(desk.Workspace).ShowAsync(id, default)).Turns.ShouldBeEmpty();
    }

    [Fact]
    public async Task Verdicts_and_titles_take_the_place_of_earlier_ones_but_a_shared_title_stays()
    {
        await using var desk = await FilledAsync();
        var id = await BeginAsync(desk);
        var turn = await AskAsync(desk, id, Cache);
        var conversations = new ManageConversations(desk.Workspace);
        var before = (await desk.Workspace.Conversations.EventsAsync(id, default)).Count;
        await conversations.RenameAsync(id, new RenameConversationRequest("Shared"), default);
        var share = await conversations.ShareAsync(id, default);
        for (var i = 0; i < 5; i++)
        {
            await conversations.RateAsync(id, turn.Turn, new RateTurnRequest(i % 2 == 0 ? "up" : "down"), default);
            await conversations.RenameAsync(id, new RenameConversationRequest($"Title {i}"), default);
        }

        (await desk.Workspace.Conversations.EventsAsync(id, default)).Count.ShouldBe(before + 3);
        (await conversations.ShowAsync(id, default)).ShouldSatisfyAllConditions(c => c.Title.ShouldBe("Title 4"), c => c.Turns[0].Feedback!.Verdict.ShouldBe("up"));
        (await conversations.OpenSharedAsync(share.Token, default)).Title.ShouldBe("Shared");
    }

    [Fact]
    public async Task A_conversation_that_stays_empty_is_removed_after_a_day()
    {
        await using var desk = await FilledAsync();
        var empty = await BeginAsync(desk);
        await using var later = await Workspace.OpenAsync(desk.SettingsOf(), new ManualClock(DateTimeOffset.UtcNow.AddDays(2)), default);
        var used = (await new ManageConversations(later).BeginAsync(new BeginConversationRequest(), default)).Conversation;
        await Should.ThrowAsync<ConversationNotFoundException>(new ManageConversations(later).ShowAsync(empty, default));
        (await new ManageConversations(later).ShowAsync(used, default)).Turns.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_sees_the_conversations_begun_with_it_and_the_person_at_the_machine_sees_all()
    {
        await using var desk = await FilledAsync();
        var (ada, _) = await desk.Workspace.Keys.CreateAsync(new CreateKeyRequest("ada", [KeyScope.Ask], ["collection:default"]), default);
        var (bob, _) = await desk.Workspace.Keys.CreateAsync(new CreateKeyRequest("bob", [KeyScope.Ask], ["collection:other"]), default);
        var (cy, _) = await desk.Workspace.Keys.CreateAsync(new CreateKeyRequest("cy"), default);
        var id = (await new ManageConversations(desk.Workspace, ada).BeginAsync(new BeginConversationRequest(), default)).Conversation;
        (await EndAsync(() => new AskInConversation(desk.Workspace, ada).AskAsync(id, new AskRequest(Cache), default))).State.ShouldBe(TurnState.Answered);
        await Should.ThrowAsync<KeyNotPermittedException>(new ManageConversations(desk.Workspace, bob).BeginAsync(new BeginConversationRequest(), default));
        await Should.ThrowAsync<ConversationNotFoundException>(new ManageConversations(desk.Workspace, cy).ShowAsync(id, default));
        await Should.ThrowAsync<ConversationNotFoundException>(new ManageConversations(desk.Workspace, cy).DeleteAsync(id, default));
        await Should.ThrowAsync<ConversationNotFoundException>(EndAsync(() => new AskInConversation(desk.Workspace, cy).AskAsync(id, new AskRequest(Cache), default)));
        (await new ManageConversations(desk.Workspace, cy).ListAsync(null, 0, 10, default)).Total.ShouldBe(0);
        (await new ManageConversations(desk.Workspace, ada).ListAsync(null, 0, 10, default)).Total.ShouldBe(1);
        (await new ManageConversations(desk.Workspace).ShowAsync(id, default)).Turns.Count.ShouldBe(1);
    }

    private static async Task<TurnReply> StoppedAsync(AskRequest request, Func<Desk, Task> meanwhile)
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var desk = await FilledAsync(chat: model);
        var id = await BeginAsync(desk);
        var slow = ModelScript.SaysSlowly("It holds 512 entries. [1 \"holds 512 entries\"]\n\n", "There is more to say", " but nobody waits.");
        model.Enqueue(slow);
        slow.Gate!.Release(2);
        await foreach (var update in new AskInConversation(desk.Workspace).AskAsync(id, request, default))
            if (update is ConversationUpdate.News { Update: AskUpdate.Verified { Supported: true } })
            {
                await meanwhile(desk);
                break;
            }

        slow.Gate.ReleaseAll();
        return (await new ManageConversations(desk.Workspace).ShowAsync(id, default)).Turns.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_export_has_footnotes_and_keeps_marks_as_text()
    {
        await using var desk = await FilledAsync();
        var id = await BeginAsync(desk);
        await AskAsync(desk, id, Cache);
        await AskAsync(desk, id, "Is <b>*bold*</b> [a](link)?");
        var text = await new ManageConversations(desk.Workspace).ExportAsync(id, default);
        text.ShouldContain("## " + Cache);
        text.ShouldContain("512 entries by default.[^1]");
        text.ShouldContain("[^1]: Caching, caching.md, line 3: “The cache holds 512 entries by default.”");
        text.ShouldContain("Is \\<b\\>\\*bold\\*\\</b\\> \\[a\\](link)?");
    }

    private static async Task<Desk> FilledAsync(ConversationSettings? limits = null, ScriptedModelServer? chat = null)
    {
        var desk = await Desk.OpenAsync(chat, limits: limits);
        desk.Write("caching.md", "# Caching\n\nThe cache holds 512 entries by default.\n");
        desk.Write("uploads.md", "# Uploads\n\nA failed upload is tried again three times by the client.\n");
        desk.Write("colours.md", "# Colours\n\nThe logo is blue on white paper.\n");
        await desk.IngestAsync();
        return desk;
    }

    private static async Task<string> BeginAsync(Desk desk) => (await new ManageConversations(desk.Workspace).BeginAsync(new BeginConversationRequest(), default)).Conversation;

    private static Task<TurnReply> AskAsync(Desk desk, string id, string question) => EndAsync(() => new AskInConversation(desk.Workspace).AskAsync(id, new AskRequest(question), default));

    private static Task<TurnReply> EndAsync(IAsyncEnumerable<ConversationUpdate> updates) => EndAsync(() => updates);

    private static async Task<TurnReply> EndAsync(Func<IAsyncEnumerable<ConversationUpdate>> updates)
    {
        TurnReply? turn = null;
        await foreach (var update in updates())
            if (update is ConversationUpdate.Ended ended) turn = ended.Turn;
        return turn!;
    }
}
