using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Groundwork.UseCases;

namespace Groundwork.FrontDoors.Tests.Http;

public class EvaluationTests
{
    [Fact]
    public async Task I_import_a_dataset_measure_a_retrieval_and_read_its_report()
    {
        await using var server = await Evaluations.StartAsync();
        (await server.GetAsync("/api/evals/datasets")).GetProperty("datasets")[0].GetProperty("samples").GetInt32().ShouldBe(4);
        (await server.GetAsync("/api/evals/datasets/faq/samples?limit=2&skip=1")).GetProperty("samples").EnumerateArray().Select(s => s.GetProperty("id").GetString()).ShouldBe(["cache-expiry", "otters"]);

        var run = await server.RunAsync("retrieval:notes");
        var report = await server.GetAsync($"/api/evals/runs/{run}");
        report.GetProperty("state").GetString().ShouldBe("observed");
        (await server.GetAsync("/api/evals/runs?dataset=faq")).GetProperty("runs")[0].GetProperty("run").GetString().ShouldBe(run);
        (await server.RunAsync("retrieval:notes")).ShouldBe(run, "the same asked twice is the same run");

        using var page = await server.Client.GetAsync($"/api/evals/runs/{run}/page");
        page.Content.Headers.ContentDisposition!.FileName.ShouldBe($"{run}.html");
        (await page.Content.ReadAsStringAsync()).ShouldStartWith("<!doctype html>");
        (await server.Client.GetStringAsync($"/api/evals/runs/{run}/items")).ShouldContain("cache-size");
        (await server.Client.GetStringAsync($"/api/evals/runs/{run}/observations")).ShouldContain("caching.md");
        (await server.Client.GetStringAsync("/api/evals/datasets/faq/export")).ShouldContain("\"cache-size\"");
    }

    [Fact]
    public async Task A_run_tells_how_far_it_is_and_ends_with_its_report()
    {
        await using var server = await Evaluations.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/evals/runs") { Content = JsonContent.Create(new { dataset = "faq", subject = "retrieval:notes" }) }.AsEvents();
        using var reply = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var events = await reply.AllEventsAsync();
        events.SkipLast(1).ShouldAllBe(e => e.Name == "progress");
        events.Count.ShouldBeGreaterThan(1);
        events[^1].Name.ShouldBe("done");
        events[^1].Data.GetProperty("state").GetString().ShouldBe("observed");

        using var wrong = new HttpRequestMessage(HttpMethod.Post, "/api/evals/runs") { Content = JsonContent.Create(new { dataset = "nothing", subject = "retrieval:notes" }) }.AsEvents();
        using var failed = await server.Client.SendAsync(wrong);
        (await failed.AllEventsAsync()).ShouldHaveSingleItem().Data.GetProperty("error").GetProperty("code").GetString().ShouldBe("GW2002");
    }

    [Fact]
    public async Task I_keep_a_baseline_compare_with_it_decide_by_a_gate_and_delete_what_is_left()
    {
        await using var server = await Evaluations.StartAsync();
        var (before, now) = (await server.RunAsync("retrieval:notes"), (await server.PostAsync("/api/evals/runs", new { dataset = "faq", subject = "retrieval:notes", mode = "text" })).GetProperty("run").GetString()!);
        string.Equals(now, before, StringComparison.Ordinal).ShouldBeFalse();
        (await server.PostAsync($"/api/evals/runs/{before}/baseline", new { name = "main" })).GetProperty("baseline").GetString().ShouldBe("main");
        var compared = await server.GetAsync($"/api/evals/compare?baseline=main&run={now}");
        compared.GetProperty("baseline").GetString().ShouldBe(before);

        using var decided = await server.Client.PostAsync($"/api/evals/gate?run={now}", Yaml("gate: mine\ndataset: faq\nbaseline:\n  run: main\nrules:\n  - metric: recall@10\n    atLeast: 0.5\n"));
        var text = await decided.Content.ReadAsStringAsync();
        decided.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        JsonSerializer.Deserialize<JsonElement>(text).GetProperty("verdict").GetString().ShouldNotBe("fail", StringComparer.Ordinal);

        (await server.PostAsync("/api/evals/runs/rescore", new { run = now, scorers = new[] { "ranking:mrr" } })).GetProperty("run").GetString().ShouldBe(now);
        (await server.Client.DeleteAsync($"/api/evals/runs/{now}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await server.Client.DeleteAsync($"/api/evals/runs/{before}")).StatusCode.ShouldBe(HttpStatusCode.Conflict, "it is kept as a baseline");
        (await server.Client.DeleteAsync("/api/evals/datasets/faq")).StatusCode.ShouldBe(HttpStatusCode.Conflict, "a run was made with it");
        (await server.Client.DeleteAsync("/api/evals/datasets/faq?force=1")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await server.GetAsync("/api/evals/datasets")).GetProperty("datasets").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task I_draft_questions_accept_some_and_find_those_that_documents_give_away()
    {
        await using var server = await Evaluations.StartAsync();
        var drafted = await server.PostAsync("/api/evals/datasets/draft", new { dataset = "drafts", collection = "notes", count = 5 });
        var drafts = drafted.GetProperty("drafts").GetInt32();
        drafts.ShouldBeGreaterThan(0);
        var id = (await server.GetAsync("/api/evals/datasets/drafts/samples?drafts=1")).GetProperty("samples")[0].GetProperty("id").GetString();
        (await server.PostAsync("/api/evals/datasets/edit", new { dataset = "drafts", ids = new[] { id }, accept = true })).GetProperty("drafts").GetInt32().ShouldBe(drafts - 1);
        (await server.GetAsync("/api/evals/datasets/drafts")).GetProperty("datasets").GetArrayLength().ShouldBe(2);
        (await server.GetAsync("/api/evals/datasets/faq/check?collection=notes")).GetProperty("leaks").ValueKind.ShouldBe(JsonValueKind.Array);
        (await server.GetAsync("/api/evals/judges")).GetProperty("certificates").GetArrayLength().ShouldBe(0);
        (await server.GetAsync("/api/evals/scorers")).GetProperty("scorers").EnumerateArray().ShouldContain(s => string.Equals(s.GetProperty("name").GetString(), "ranking", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"dataset":"faq","subject":"command:/tmp/evil.yaml"}""", 400, "GW1001", "command line only")]
    [InlineData("""{"dataset":"faq","subject":"recorded:/etc/passwd"}""", 400, "GW1001", "command line only")]
    [InlineData("""{"dataset":"faq","subject":"retrieval:notes","scorers":["json-schema:/etc/passwd"]}""", 400, "GW2006", "command line only")]
    [InlineData("""{"dataset":"faq","subject":"retrieval:notes","scorers":["pass@3: json-schema :/etc/passwd"]}""", 400, "GW2006", "command line only")]
    [InlineData("""{"dataset":"faq","subject":"retrieval:notes","scorers":["rubric:/etc/passwd"]}""", 400, "GW2006", "command line only")]
    [InlineData("""{"dataset":"faq","subject":"retrieval:notes","repeats":"many"}""", 400, "GW1001", "\"repeats\"")]
    [InlineData("""{"dataset":"faq","subject":"retrieval:notes","repeats":0}""", 400, "GW1001", "")]
    [InlineData("""{"dataset":"faq","subject":"retrieval:notes","itemSeconds":-1}""", 400, "GW1001", "-1")]
    [InlineData("""{"dataset":"faq","subject":"psychic:notes"}""", 400, "GW1001", "psychic")]
    [InlineData("""{"dataset":"faq","subject":"retrieval:none"}""", 404, "GW1101", "none")]
    [InlineData("""{"subject":"retrieval:notes"}""", 400, "GW1001", "\"dataset\"")]
    [InlineData("""{"dataset":"faq","subject":"retrieval:notes","scorer":[]}""", 400, "GW1001", "\"scorer\"")]
    public async Task A_wrong_run_is_refused_by_name_and_nothing_of_the_machine_is_read(string body, int status, string code, string named)
    {
        await using var server = await Evaluations.StartAsync();
        using var reply = await server.Client.PostAsync("/api/evals/runs", new StringContent(body, Encoding.UTF8, "application/json"));
        await ApiTests.ShouldFailAsync(reply, status, code, named);
    }

    [Fact]
    public async Task A_wrong_upload_leaves_nothing_behind()
    {
        await using var server = await RunningServer.StartAsync();
        foreach (var (files, named) in new[]
                 {
                     (new[] { ("files", "a.jsonl", "{\"id\":\"a\"") }, "a.jsonl"),
                     ([("files", "a.jsonl", Evaluations.Questions), ("files", "a.jsonl", Evaluations.Questions)], "twice"),
                     ([("qrels", "q.tsv", Evaluations.Judgements)], "no file of samples"),
                     ([("files", "../../a.jsonl", Evaluations.Questions)], "a.jsonl"),
                 })
        {
            using var reply = await server.ImportAsync("faq", files);
            ((int)reply.StatusCode).ShouldBeInRange(400, 422);
            (await reply.Content.ReadAsStringAsync()).ShouldContain(named);
        }

        (await server.GetAsync("/api/evals/datasets")).GetProperty("datasets").GetArrayLength().ShouldBe(0);
        Directory.GetDirectories(server.Folder.File("data"), ".eval-upload*").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_gate_over_http_reads_no_baseline_file()
    {
        await using var server = await Evaluations.StartAsync();
        await server.RunAsync("retrieval:notes");
        using var reply = await server.Client.PostAsync("/api/evals/gate", Yaml("gate: mine\ndataset: faq\nbaseline:\n  file: /etc/passwd\nrules:\n  - metric: recall@10\n    atLeast: 0.5\n"));
        await ApiTests.ShouldFailAsync(reply, 400, "GW1001", "command line only");
        using var broken = await server.Client.PostAsync("/api/evals/gate", Yaml("gate: [\n"));
        await ApiTests.ShouldFailAsync(broken, 400, "GW2007", "");
    }

    [Fact]
    public async Task A_page_of_another_site_starts_no_run()
    {
        await using var server = await Evaluations.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/evals/runs") { Content = JsonContent.Create(new { dataset = "faq", subject = "retrieval:notes" }) };
        request.Headers.Add("Origin", "https://evil.example");
        (await server.Client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await server.GetAsync("/api/evals/runs")).GetProperty("runs").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Once_there_are_keys_a_program_needs_one_and_a_page_does_not()
    {
        await using var server = await Evaluations.StartAsync();
        var created = await new ManageKeys(server.Workspace).CreateAsync(new CreateKeyRequest("mine", null, null, null, "default", null), default);
        using var refused = await server.Client.GetAsync("/api/evals/datasets/faq/export");
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/evals/datasets/faq/export");
        request.Headers.Authorization = new("Bearer", created.Secret);
        (await server.Client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = server.Url };
        await browser.GetStringAsync("/evals");
        (await browser.GetAsync("/api/evals/datasets/faq/export")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static StringContent Yaml(string text) => new(text, Encoding.UTF8, "application/yaml");
}
