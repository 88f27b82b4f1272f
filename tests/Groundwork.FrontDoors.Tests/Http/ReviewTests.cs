using System.Net;
using System.Text.Json;

namespace Groundwork.FrontDoors.Tests.Http;

public class ReviewTests
{
    [Fact]
    public async Task Two_people_vote_blind_somebody_decides_and_a_sample_comes_of_it()
    {
        await using var server = await QueueAsync();
        var first = await NextAsync(server, "ann");
        var item = first.GetProperty("item").GetString()!;
        first.TryGetProperty("others", out _).ShouldBeFalse();
        (await VoteAsync(server, item, "ann", 3)).GetProperty("own").GetProperty("level").GetInt32().ShouldBe(3);

        var second = await server.GetAsync($"/api/evals/reviews/mine/items?reviewer=bob");
        second.GetProperty("items").EnumerateArray().ShouldAllBe(i => !i.TryGetProperty("others", out _) && !i.TryGetProperty("verdict", out _), "bob sees nothing of ann's vote");
        var disputed = await VoteAsync(server, item, "bob", 1);
        disputed.GetProperty("state").GetString().ShouldBe("disputed");
        disputed.GetProperty("others")[0].GetProperty("level").GetInt32().ShouldBe(3);

        var decided = await server.PostAsync("/api/evals/reviews/mine/decide", new { item, reviewer = "eve", level = 3, comment = "It is right." });
        decided.GetProperty("decided").GetInt32().ShouldBe(3);
        var agreement = await server.GetAsync("/api/evals/reviews/mine/agreement");
        agreement.GetProperty("people")[0].GetProperty("raw").GetProperty("value").GetDouble().ShouldBe(0);
        (await server.Client.GetStringAsync("/api/evals/reviews/mine/labels?decisions=1")).ShouldContain(item);

        var promoted = await server.PostAsync("/api/evals/reviews/mine/promote", new { item, dataset = "golden" });
        promoted.GetProperty("samples").GetInt32().ShouldBe(1);
        (await server.PostAsync("/api/evals/reviews/mine/promote", new { item, dataset = "faq" })).GetProperty("samples").GetInt32().ShouldBe(4, "a sample of the same id gets the reference");
    }

    [Fact]
    public async Task A_vote_can_be_changed_an_item_skipped_and_a_queue_gets_empty()
    {
        await using var server = await QueueAsync(reviewers: 1);
        var item = (await NextAsync(server, "ann")).GetProperty("item").GetString()!;
        await VoteAsync(server, item, "ann", 1);
        (await VoteAsync(server, item, "ann", 2)).GetProperty("own").GetProperty("changes").GetInt32().ShouldBe(1);
        var other = (await NextAsync(server, "ann")).GetProperty("item").GetString()!;
        other.ShouldNotBe(item);
        await server.PostAsync("/api/evals/reviews/mine/skip", new { item = other, reviewer = "ann", reason = "I cannot judge this." });
        while (await server.PostAsync("/api/evals/reviews/mine/next", new { reviewer = "ann" }) is var reply && reply.TryGetProperty("next", out var next))
            await VoteAsync(server, next.GetProperty("item").GetString()!, "ann", 3);
        (await server.GetAsync("/api/evals/reviews")).GetProperty("queues")[0].GetProperty("open").GetInt32().ShouldBe(1, "the skipped one is left to others");
    }

    [Theory]
    [InlineData("vote", """{"item":"nothing","reviewer":"ann","level":1}""", 409, "GW2010", "nothing")]
    [InlineData("vote", """{"item":"otters","reviewer":"ann","level":7}""", 409, "GW2010", "7")]
    [InlineData("vote", """{"item":"otters","reviewer":" ","level":1}""", 400, "GW1001", "who reviews")]
    [InlineData("skip", """{"item":"otters","reviewer":"ann","reason":""}""", 409, "GW2010", "why")]
    [InlineData("decide", """{"item":"otters","reviewer":"ann","level":1}""", 409, "GW2010", "votes")]
    [InlineData("promote", """{"item":"otters","dataset":"golden"}""", 409, "GW2010", "decided")]
    public async Task What_a_review_cannot_take_is_told(string action, string body, int status, string code, string named)
    {
        await using var server = await QueueAsync();
        using var reply = await server.Client.PostAsync($"/api/evals/reviews/mine/{action}", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        await ApiTests.ShouldFailAsync(reply, status, code, named);
    }

    [Fact]
    public async Task A_retrieval_gives_people_nothing_to_judge_and_a_queue_keeps_its_question()
    {
        await using var server = await Evaluations.StartAsync();
        var run = await server.RunAsync("retrieval:notes");
        using var nothing = await server.Client.PostAsync("/api/evals/reviews", Json(new { queue = "mine", run }));
        await ApiTests.ShouldFailAsync(nothing, 409, "GW2010", "no answer");
        var answers = await server.RunAsync("answers:notes");
        await server.PostAsync("/api/evals/reviews", new { queue = "mine", run = answers, share = 1 });
        using var other = await server.Client.PostAsync("/api/evals/reviews", Json(new { queue = "mine", run = answers, share = 1, question = "Is it polite?" }));
        await ApiTests.ShouldFailAsync(other, 409, "GW2010", "something else");
        using var metric = await server.Client.PostAsync("/api/evals/reviews", Json(new { queue = "other", run = answers, metric = "beauty" }));
        await ApiTests.ShouldFailAsync(metric, 400, "GW1001", "beauty");
    }

    [Fact]
    public async Task A_rubrics_criterion_says_what_is_asked()
    {
        await using var server = await Evaluations.StartAsync();
        var run = await server.RunAsync("answers:notes");
        var rubric = "rubric: tone\ntitle: Tone\ncriteria:\n  - name: polite\n    question: Is the answer polite?\n    levels:\n      0: It is rude.\n      1: It is polite.\n";
        var queue = await server.PostAsync("/api/evals/reviews", new { queue = "tone", run, rubric, share = 1 });
        queue.GetProperty("question").GetString().ShouldBe("Is the answer polite?");
        queue.GetProperty("levels").EnumerateArray().Select(l => l.GetProperty("value").GetInt32()).ShouldBe([0, 1]);
    }

    internal static async Task<RunningServer> QueueAsync(int reviewers = 2)
    {
        var server = await Evaluations.StartAsync();
        var run = await server.RunAsync("answers:notes");
        (await server.PostAsync("/api/evals/reviews", new { queue = "mine", run, share = 1, reviewers })).GetProperty("added").GetInt32().ShouldBe(4);
        return server;
    }

    private static async Task<JsonElement> NextAsync(RunningServer server, string reviewer) => (await server.PostAsync("/api/evals/reviews/mine/next", new { reviewer })).GetProperty("next");

    private static Task<JsonElement> VoteAsync(RunningServer server, string item, string reviewer, int level) => server.PostAsync("/api/evals/reviews/mine/vote", new { item, reviewer, level });

    private static StringContent Json(object body) => new(JsonSerializer.Serialize(body), System.Text.Encoding.UTF8, "application/json");
}
