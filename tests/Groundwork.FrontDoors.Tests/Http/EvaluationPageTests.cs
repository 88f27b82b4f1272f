using System.Net;

namespace Groundwork.FrontDoors.Tests.Http;

/// <summary>Evaluations as a browser without scripts sees and sends them.</summary>
public class EvaluationPageTests
{
    [Fact]
    public async Task Without_datasets_the_page_says_how_to_begin()
    {
        await using var server = await RunningServer.StartAsync();
        var page = await server.Client.GetStringAsync("/evals");
        page.ShouldContain("Begin with a dataset");
        page.ShouldContain("groundwork eval init");
    }

    [Fact]
    public async Task I_start_a_run_by_a_form_keep_it_compare_it_and_look_at_its_dataset()
    {
        await using var server = await Evaluations.StartAsync();
        using var ran = await server.SendFormAsync("/evals", "/evals/run", null, ("dataset", "faq"), ("subject", "retrieval:notes"), ("scorers", "ranking:recall@1 ranking:mrr"));
        ran.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await ran.Content.ReadAsStringAsync());
        var address = ran.Headers.Location!.ToString();
        var report = await server.Client.GetStringAsync(address);
        report.ShouldContain("class=\"gw-report\"");
        report.ShouldContain("recall@1");
        (await server.Client.GetStringAsync(report.Split('"').First(part => part.EndsWith("/css/report.css", StringComparison.Ordinal)))).ShouldContain(".gw-report");

        using var kept = await server.SendFormAsync(address, $"{address}/baseline", null, ("name", "main"));
        kept.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var other = await server.RunAsync("answers:notes");
        (await server.Client.GetStringAsync($"/evals/compare?baseline=main&run={other}")).ShouldContain("gw-head");
        (await server.Client.GetStringAsync("/evals")).ShouldContain("baseline main");
        var dataset = await server.Client.GetStringAsync("/evals/datasets/faq");
        dataset.ShouldContain("How many entries does the cache hold by default?");
        dataset.ShouldContain("Versions");
    }

    [Fact]
    public async Task I_accept_and_remove_drafts()
    {
        await using var server = await Evaluations.StartAsync();
        using var drafted = await server.SendFormAsync("/evals", "/evals/draft", null, ("dataset", "drafts"), ("collection", "notes"), ("count", "5"));
        drafted.Headers.Location!.ToString().ShouldBe("/evals/datasets/drafts?drafts=1");
        var ids = Html.AllBetween(await server.Client.GetStringAsync("/evals/datasets/drafts?drafts=1"), "name=\"id\" value=\"", "\"").ToList();
        ids.Count.ShouldBeGreaterThan(1);
        using var accepted = await server.SendFormAsync("/evals/datasets/drafts", "/evals/datasets/drafts/edit", null, ("action", "accept"), ("id", ids[0]), ("drafts", "1"));
        accepted.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var removed = await server.SendFormAsync("/evals/datasets/drafts", "/evals/datasets/drafts/edit", null, ("action", "remove"), ("id", ids[1]));
        removed.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var newest = (await server.GetAsync("/api/evals/datasets/drafts")).GetProperty("datasets")[0];
        newest.GetProperty("drafts").GetInt32().ShouldBe(ids.Count - 2);
        newest.GetProperty("samples").GetInt32().ShouldBe(ids.Count - 1);
        using var nothing = await server.SendFormAsync("/evals/datasets/drafts", "/evals/datasets/drafts/edit", null, ("action", "remove"));
        nothing.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Words_from_outside_stay_words()
    {
        await using var server = await Evaluations.StartAsync();
        using var imported = await server.ImportAsync("hostile", ("files", "h.jsonl", """{"id":"<b>h</b>","text":"<script>alert(1)</script> What do otters hold?","answers":["<i>hands</i>"]}"""));
        imported.StatusCode.ShouldBe(HttpStatusCode.OK, await imported.Content.ReadAsStringAsync());
        var run = await server.RunAsync("answers:notes", "hostile");
        await server.PostAsync("/api/evals/reviews", new { queue = "mine", run, share = 1 });
        foreach (var address in new[] { "/evals", "/evals/datasets/hostile", $"/evals/runs/{run}", $"/evals/compare?baseline={run}&run={run}", "/evals/review/mine", "/evals/review/mine?reviewer=%3Cb%3Eann" })
        {
            var page = await server.Client.GetStringAsync(address);
            page.ShouldNotContain("<script>alert", Case.Sensitive, address);
            page.ShouldNotContain("<b>", Case.Sensitive, address);
        }
    }

    [Fact]
    public async Task I_vote_by_forms_and_see_the_others_only_afterwards()
    {
        await using var server = await ReviewTests.QueueAsync();
        const string Page = "/evals/review/mine?reviewer=ann";
        var open = await server.Client.GetStringAsync(Page);
        open.ShouldContain("How good is the answer?");
        open.ShouldNotContain("Who said what");
        var item = Html.Between(open, "name=\"item\" value=\"", "\"")!;
        using var voted = await server.SendFormAsync(Page, "/evals/review/mine/vote", null, ("item", item), ("reviewer", "ann"), ("level", "3"), ("comment", "It says so."));
        voted.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await server.Client.GetStringAsync(voted.Headers.Location!.ToString())).ShouldContain("Who said what");
        (await server.Client.GetStringAsync($"/evals/review/mine?reviewer=bob&item={item}")).ShouldNotContain("It says so.");
        using var against = await server.SendFormAsync(Page, "/evals/review/mine/vote", null, ("item", item), ("reviewer", "bob"), ("level", "1"));
        against.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await server.Client.GetStringAsync("/evals/review/mine")).ShouldContain("Disputed");
        using var decided = await server.SendFormAsync(Page, "/evals/review/mine/decide", null, ("item", item), ("reviewer", "eve"), ("level", "3"));
        (await server.Client.GetStringAsync(decided.Headers.Location!.ToString())).ShouldContain("Decided");
        using var promoted = await server.SendFormAsync(Page, "/evals/review/mine/promote", null, ("item", item), ("dataset", "golden"));
        promoted.Headers.Location!.ToString().ShouldBe("/evals/datasets/golden");
    }

    [Theory]
    [InlineData("/evals/run")]
    [InlineData("/evals/draft")]
    [InlineData("/evals/import")]
    [InlineData("/evals/datasets/faq/edit")]
    [InlineData("/evals/datasets/faq/delete")]
    [InlineData("/evals/runs/x/baseline")]
    [InlineData("/evals/runs/x/review")]
    [InlineData("/evals/runs/x/delete")]
    [InlineData("/evals/review/x/vote")]
    [InlineData("/evals/review/x/skip")]
    [InlineData("/evals/review/x/decide")]
    [InlineData("/evals/review/x/promote")]
    public async Task Without_its_secret_a_form_does_nothing(string action)
    {
        await using var server = await Evaluations.StartAsync();
        using var reply = await server.SendFormAsync("/evals", action, "made-up", ("dataset", "faq"), ("subject", "retrieval:notes"), ("collection", "notes"), ("force", "1"));
        reply.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await reply.Content.ReadAsStringAsync()).ShouldContain("no longer valid");
        (await server.GetAsync("/api/evals/datasets")).GetProperty("datasets").GetArrayLength().ShouldBe(1);
        (await server.GetAsync("/api/evals/runs")).GetProperty("runs").GetArrayLength().ShouldBe(0);
    }
}
