using Groundwork.Storage;
using Groundwork.TestKit;

namespace Groundwork.Evals.Tests.Reviewing;

public sealed class ReviewStoreTests : IAsyncLifetime
{
    private static readonly ReviewQueue s_queue = new("help", "faithfulness", "Does it follow?", [new RubricLevel(0, "No."), new RubricLevel(1, "Yes.")], 2);

    private readonly TemporaryDirectory _folder = new();
    private readonly ManualClock _clock = new();
    private SqliteDatabase _database = null!;
    private ReviewStore _store = null!;

    public async Task InitializeAsync()
    {
        _database = await SqliteDatabase.OpenAsync(_folder.File("evals.db"), ReviewStore.Migrations, _clock, CancellationToken.None);
        _store = new ReviewStore(_database, _clock);
        await _store.CreateAsync(s_queue, CancellationToken.None);
        await _store.AddAsync("help", [Item("a", verdict: 1), Item("b", verdict: 0), Item("c")], CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_reviewer_sees_neither_the_judge_nor_the_others_before_the_own_vote()
    {
        await VoteAsync("a", "ben", 0);

        var before = (await _store.NextAsync("help", "anna", CancellationToken.None)).ShouldNotBeNull();
        (before.Item.Id, before.Verdict, before.Others, before.Own, before.VotesCast, before.Reason, before.Item.Model).ShouldBe(("a", null, null, null, null, null, null));
        var listed = (await _store.ListAsync("help", null, "anna", 0, 10, CancellationToken.None))[0];
        (listed.Verdict, listed.Others, listed.Decided).ShouldBe((null, null, null));

        var after = await VoteAsync("a", "anna", 1);
        (after.Verdict, after.Reason, after.Item.Model).ShouldBe((1, ReviewReason.Sample, "acme"));
        after.Others.ShouldNotBeNull().ShouldHaveSingleItem().Level.ShouldBe(0);
        after.State.ShouldBe(ReviewState.Disputed);
    }

    [Fact]
    public async Task Each_item_goes_to_as_many_people_as_the_queue_asks_for_and_then_to_nobody()
    {
        foreach (var person in new[] { "anna", "ben" })
            for (var i = 0; i < 3; i++) await VoteAsync((await NextAsync(person))!, person, 1);

        (await NextAsync("anna")).ShouldBeNull();
        (await NextAsync("cleo")).ShouldBeNull();
        (await _store.FindAsync("help", "a", "cleo", CancellationToken.None)).State.ShouldBe(ReviewState.Agreed);
        (await Should.ThrowAsync<ReviewException>(async () => await VoteAsync("a", "cleo", 0))).Message.ShouldContain("all its votes");
    }

    [Fact]
    public async Task An_item_stays_with_a_reviewer_until_it_is_done_and_comes_back_when_nobody_does_it()
    {
        (await NextAsync("anna")).ShouldBe("a");
        (await NextAsync("anna")).ShouldBe("a");
        (await NextAsync("ben")).ShouldBe("a");
        (await NextAsync("cleo")).ShouldBe("b");

        _clock.Advance(TimeSpan.FromHours(3));
        (await NextAsync("dora")).ShouldBe("a");
        // The late vote still counts, beside those of the others.
        await VoteAsync("a", "ben", 1);
        await VoteAsync("a", "dora", 1);
        (await VoteAsync("a", "anna", 1)).VotesCast.ShouldBe(3);
    }

    [Fact]
    public async Task Skipping_needs_a_reason_and_gives_the_item_to_somebody_else()
    {
        await Should.ThrowAsync<ReviewException>(async () => await _store.SkipAsync("help", "a", "anna", " ", CancellationToken.None));
        (await NextAsync("anna")).ShouldBe("a");
        (await NextAsync("ben")).ShouldBe("a");

        await _store.SkipAsync("help", "a", "anna", "I wrote it.", CancellationToken.None);

        (await NextAsync("anna")).ShouldBe("b");
        (await NextAsync("cleo")).ShouldBe("a");
    }

    [Fact]
    public async Task A_changed_vote_is_a_new_event_and_agreement_looks_at_the_first()
    {
        await VoteAsync("a", "anna", 0);
        await VoteAsync("a", "ben", 1);

        var changed = await VoteAsync("a", "anna", 1);

        // She saw his vote before she changed hers.
        (changed.State, changed.Decided).ShouldBe((ReviewState.Disputed, null));
        (changed.Own!.Level, changed.Own.Changes).ShouldBe((1, 1));
        var table = await _store.AgreementAsync("help", 1, CancellationToken.None);
        table.People.ShouldHaveSingleItem().Raw!.Value.ShouldBe(0);
    }

    [Fact]
    public async Task What_is_disputed_is_decided_by_somebody_and_then_closed()
    {
        (await Should.ThrowAsync<ReviewException>(async () => await _store.AdjudicateAsync("help", "a", "chief", 1, "", CancellationToken.None))).Message.ShouldContain("0 of 2");
        await VoteAsync("a", "anna", 0);
        await VoteAsync("a", "ben", 1);

        var decided = await _store.AdjudicateAsync("help", "a", "chief", 1, "Passage 2 says so.", CancellationToken.None);

        (decided.State, decided.Decided, decided.Others!.Count).ShouldBe((ReviewState.Adjudicated, 1, 2));
        (await Should.ThrowAsync<ReviewException>(async () => await VoteAsync("a", "anna", 1))).Message.ShouldContain("chief");
        (await _store.ListAsync("help", ReviewState.Adjudicated, "anna", 0, 10, CancellationToken.None)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task People_and_judge_stand_side_by_side()
    {
        foreach (var (item, anna, ben) in new[] { ("a", 1, 1), ("b", 0, 1), ("c", 1, 1) })
        {
            await VoteAsync(item, "anna", anna);
            await VoteAsync(item, "ben", ben);
        }

        var table = await _store.AgreementAsync("help", 1, CancellationToken.None);

        table.Items.ShouldBe(3);
        var people = table.People.ShouldHaveSingleItem();
        (people.First, people.Second, people.Items).ShouldBe(("anna", "ben", 3));
        people.Raw!.Value.ShouldBe(2 / 3.0, 1e-12);
        table.Judge.Select(row => (row.Second, row.Items, row.Raw!.Value)).ShouldBe([("anna", 2, 1.0), ("ben", 2, 0.5)]);
    }

    [Fact]
    public async Task Labels_come_out_as_a_set_and_decisions_as_samples()
    {
        await Should.ThrowAsync<ReviewException>(async () => await _store.ExportAsync("help", onlyDecisions: false, CancellationToken.None));
        await VoteAsync("a", "anna", 1);
        await VoteAsync("a", "ben", 1);
        await VoteAsync("b", "anna", 0);

        (await _store.ExportAsync("help", onlyDecisions: false, CancellationToken.None)).Items.Select(item => item.Labels.Count).ShouldBe([2, 1]);
        (await _store.ExportAsync("help", onlyDecisions: true, CancellationToken.None)).Items.ShouldHaveSingleItem().Labels.ShouldHaveSingleItem().Value.ShouldBe(1);
        var sample = await _store.PromoteAsync("help", "a", null, CancellationToken.None);
        (sample.Id, sample.Expected.Reference, sample.Origin.Kind, sample.IsDraft).ShouldBe(("a", "Answer a.", ProvenanceKind.Reviewed, false));
        (await _store.PromoteAsync("help", "a", "Better.", CancellationToken.None)).Expected.Reference.ShouldBe("Better.");
        (await Should.ThrowAsync<ReviewException>(async () => await _store.PromoteAsync("help", "b", null, CancellationToken.None))).Message.ShouldContain("not decided");
    }

    [Fact]
    public async Task Two_reviewers_at_once_lose_no_vote_and_get_no_item_twice_over()
    {
        await _store.CreateAsync(s_queue with { Name = "busy", Reviewers = 1 }, CancellationToken.None);
        await _store.AddAsync("busy", [.. Enumerable.Range(0, 40).Select(i => Item(FormattableString.Invariant($"i{i:00}")))], CancellationToken.None);
        await using var second = await SqliteDatabase.OpenAsync(_folder.File("evals.db"), ReviewStore.Migrations, _clock, CancellationToken.None);
        ReviewStore[] stores = [_store, new ReviewStore(second, _clock)];

        var done = await Task.WhenAll(Enumerable.Range(0, 4).Select(async p =>
        {
            var mine = new List<string>();
            while (await stores[p % 2].NextAsync("busy", $"p{p}", CancellationToken.None) is { } view)
            {
                await stores[p % 2].VoteAsync("busy", view.Item.Id, $"p{p}", 1, "", CancellationToken.None);
                mine.Add(view.Item.Id);
            }

            return mine;
        }));

        done.SelectMany(mine => mine).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, 40).Select(i => FormattableString.Invariant($"i{i:00}")));
    }

    [Fact]
    public async Task Two_votes_on_one_item_at_once_both_stand()
    {
        await Task.WhenAll(VoteAsync("a", "anna", 1), VoteAsync("a", "ben", 0));

        (await _store.FindAsync("help", "a", "anna", CancellationToken.None)).VotesCast.ShouldBe(2);
    }

    [Fact]
    public async Task A_queue_is_never_made_to_ask_something_else()
    {
        await _store.CreateAsync(s_queue, CancellationToken.None);
        (await Should.ThrowAsync<ReviewException>(async () => await _store.CreateAsync(s_queue with { Question = "Is it polite?" }, CancellationToken.None))).Message.ShouldContain("another name");
        (await _store.QueuesAsync(CancellationToken.None)).ShouldHaveSingleItem().Levels.Count.ShouldBe(2);
        (await _store.AddAsync("help", [Item("a"), Item("z")], CancellationToken.None)).ShouldBe(1);
    }

    [Fact]
    public async Task Wrong_names_levels_and_comments_are_refused_with_what_is_right()
    {
        (await Should.ThrowAsync<ReviewException>(async () => await VoteAsync("a", "anna", 7))).Message.ShouldContain("0, 1");
        (await Should.ThrowAsync<ReviewException>(async () => await VoteAsync("nothing", "anna", 1))).Message.ShouldContain("nothing");
        (await Should.ThrowAsync<ReviewException>(async () => await _store.NextAsync("nowhere", "anna", CancellationToken.None))).Message.ShouldContain("nowhere");
        await Should.ThrowAsync<ReviewException>(async () => await _store.VoteAsync("help", "a", "anna", 1, new string('x', 5_000), CancellationToken.None));
        await Should.ThrowAsync<ReviewException>(async () => await _store.CreateAsync(s_queue with { Name = "No good" }, CancellationToken.None));
    }

    private static ReviewItem Item(string id, int? verdict = null) => new("help", new JudgedItem(id, "What?", $"Answer {id}.") { Model = "acme" }, ReviewReason.Sample, verdict);

    private async Task<string?> NextAsync(string person) => (await _store.NextAsync("help", person, CancellationToken.None))?.Item.Id;

    private async Task<ReviewView> VoteAsync(string item, string person, int level) => await _store.VoteAsync("help", item, person, level, "", CancellationToken.None);

    [Fact]
    public async Task Whoever_was_handed_an_item_finds_it_open_whatever_the_others_did()
    {
        (await NextAsync("anna")).ShouldBe("a");
        await VoteAsync("a", "ben", 0);
        await VoteAsync("a", "cleo", 1);

        (await _store.ListAsync("help", ReviewState.Disputed, "anna", 0, 10, CancellationToken.None)).ShouldBeEmpty();
        (await _store.ListAsync("help", ReviewState.Open, "anna", 0, 10, CancellationToken.None)).Select(view => view.Item.Id).ShouldBe(["a", "b", "c"]);
        (await _store.ListAsync("help", ReviewState.Disputed, "ben", 0, 10, CancellationToken.None)).ShouldHaveSingleItem();
        (await _store.FindAsync("help", "a", "anna", CancellationToken.None)).State.ShouldBe(ReviewState.Open);
    }
}
