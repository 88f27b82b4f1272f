using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Groundwork.FrontDoors.Tests.Http;

public class ApiTests
{
    private const string Caching = "# Caching\n\nThe cache holds 512 entries by default.\n\nEntries expire after ten minutes.\n";

    [Fact]
    public async Task I_can_ingest_search_ask_and_read_the_cited_document()
    {
        await using var server = await RunningServer.StartAsync();
        var ingested = await server.IngestAsync("notes", ("caching.md", Caching), ("table.md", "# Prices\n\n| item | price |\n| --- | --- |\n| tea | 3 |\n"));
        ingested.GetProperty("added").GetInt32().ShouldBe(2);

        var hits = (await server.PostAsync("/api/search", new { query = "cache entries", collection = "notes", limit = 3 })).GetProperty("hits");
        hits[0].GetProperty("document").GetString().ShouldBe("caching.md");
        hits[0].GetProperty("why").ValueKind.ShouldBe(JsonValueKind.Object);

        var reply = await server.PostAsync("/api/ask", new { question = "How many entries does the cache hold by default?", collection = "notes" });
        var citation = reply.GetProperty("claims").EnumerateArray().SelectMany(c => c.GetProperty("citations").EnumerateArray()).First(c => c.GetProperty("quote").GetString()!.Contains("512", StringComparison.Ordinal));
        var document = await server.GetAsync($"/api/document?collection=notes&document={citation.GetProperty("document").GetString()}");
        var span = citation.GetProperty("span");
        document.GetProperty("text").GetString()!.Substring(span.GetProperty("start").GetInt32(), span.GetProperty("length").GetInt32()).ShouldBe(citation.GetProperty("quote").GetString());
        document.GetProperty("version").GetString().ShouldBe(citation.GetProperty("version").GetString());
    }

    [Fact]
    public async Task Documents_that_repeat_each_other_are_listed_and_one_can_speak_for_all()
    {
        await using var server = await RunningServer.StartAsync();
        var text = "# Caching\n\nThe cache holds 512 entries by default. Entries expire after ten minutes, or when their source changes.";
        await server.IngestAsync("notes", ("a.md", text), ("b.md", text + "\n"), ("c.md", "# Other\n\nThe cache of another machine is larger by far."));
        var groups = (await server.GetAsync("/api/duplicates?collection=notes&threshold=0.9")).GetProperty("groups");
        groups.GetArrayLength().ShouldBe(1);
        groups[0].GetProperty("original").GetProperty("document").GetString().ShouldBe("a.md");
        groups[0].GetProperty("copies")[0].GetProperty("document").GetString().ShouldBe("b.md");
        groups[0].GetProperty("copies")[0].GetProperty("similarity").GetDouble().ShouldBe(1);

        var hits = (await server.PostAsync("/api/search", new { query = "cache entries", collection = "notes", collapseDuplicates = true })).GetProperty("hits");
        hits.EnumerateArray().Select(h => h.GetProperty("document").GetString()).ShouldBe(["a.md", "c.md"]);
        hits[0].GetProperty("standsFor")[0].GetString().ShouldBe("b.md");
        hits[1].TryGetProperty("standsFor", out _).ShouldBeFalse();
        var reply = await server.PostAsync("/api/ask", new { question = "How many entries does the cache hold by default?", collection = "notes", collapseDuplicates = true });
        reply.GetProperty("claims")[0].GetProperty("citations")[0].GetProperty("standsFor")[0].GetString().ShouldBe("b.md");

        foreach (var query in new[] { "threshold=0.2", "threshold=2", "threshold=NaN", "threshold=high", "threshold=" + new string('9', 400) })
            (await server.Client.GetAsync($"/api/duplicates?collection=notes&{query}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest, query);
        (await server.Client.GetAsync("/api/duplicates?collection=none")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await server.Client.PostAsJsonAsync("/api/search", new { query = "cache", collection = "notes", collapseDuplicates = true, include = Array.Empty<string>() })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Collections_documents_and_status_tell_what_is_there()
    {
        await using var server = await RunningServer.StartAsync();
        (await server.GetAsync("/api/collections")).GetProperty("collections").GetArrayLength().ShouldBe(0);
        await server.IngestAsync("notes", ("a.md", "# Alpha\n\nOne."), ("b.md", "# Beta\n\nTwo."), ("c.md", "# Gamma\n\nThree."), ("empty.md", " "));

        (await server.GetAsync("/api/collections")).GetProperty("collections")[0].GetProperty("documents").GetInt64().ShouldBe(3);
        (await server.GetAsync("/api/status")).GetProperty("collections")[0].GetProperty("indexed").GetInt32().ShouldBe(3);
        var page = await server.GetAsync("/api/documents?collection=notes&skip=1&limit=1");
        page.GetProperty("total").GetInt64().ShouldBe(3);
        page.GetProperty("documents").EnumerateArray().Select(d => d.GetProperty("document").GetString()).ShouldBe(["b.md"]);
        page.GetProperty("failed")[0].GetProperty("code").GetString().ShouldBe("GW1601");
        (await server.GetAsync("/api/documents?collection=notes&contains=gam")).GetProperty("documents").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Deleting_reindexing_and_verifying_work()
    {
        await using var server = await RunningServer.StartAsync();
        await server.IngestAsync("notes", ("a.md", "# Alpha\n\nOne."), ("b.md", "# Beta\n\nTwo."));
        (await server.PostAsync("/api/delete", new { documents = new[] { "a.md" }, collection = "notes" })).GetProperty("removed")[0].GetString().ShouldBe("a.md");
        (await server.PostAsync("/api/reindex", new { collection = "notes" })).GetProperty("chunks").GetInt64().ShouldBe(1);
        (await server.PostAsync("/api/verify", new { })).GetProperty("ok").GetBoolean().ShouldBeTrue();
        await server.PostAsync("/api/delete", new { documents = Array.Empty<string>(), collection = "notes", all = true });
        (await server.GetAsync("/api/collections")).GetProperty("collections").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Health_readiness_and_the_description_of_every_endpoint_are_there()
    {
        await using var server = await RunningServer.StartAsync();
        (await server.GetAsync("/healthz")).GetProperty("status").GetString().ShouldBe("ok");
        (await server.GetAsync("/readyz")).GetProperty("status").GetString().ShouldBe("ready");
        var description = await server.GetAsync("/openapi/v1.json");
        var paths = description.GetProperty("paths").EnumerateObject().Select(p => p.Name).ToList();
        paths.ShouldBe(
            [
                "/api/ask", "/api/collections", "/api/delete", "/api/evals/drift", "/api/document", "/api/documents", "/api/ingest", "/api/jobs", "/api/jobs/{id}", "/api/jobs/{id}/cancel",
                "/api/jobs/{id}/events", "/api/models", "/api/models/prices", "/api/models/usage", "/api/duplicates", "/api/generations/{collection}", "/api/generations/{collection}/forget", "/api/generations/{collection}/rollback",
                "/api/push/{collection}", "/api/push/{collection}/{id}", "/api/sources", "/api/sources/remove", "/api/sync", "/api/verify/deleted", "/api/reindex", "/api/search", "/api/status", "/api/upload", "/api/verify", "/healthz", "/readyz",
                "/api/conversations", "/api/conversations/{conversation}", "/api/conversations/{conversation}/ask", "/api/conversations/{conversation}/export", "/api/conversations/{conversation}/rename",
                "/api/conversations/{conversation}/shares", "/api/conversations/{conversation}/shares/{token}", "/api/conversations/{conversation}/turns/{turn}/edit",
                "/api/conversations/{conversation}/turns/{turn}/feedback", "/api/conversations/{conversation}/turns/{turn}/retry", "/api/feedback",
                "/api/evals/datasets", "/api/evals/datasets/{name}", "/api/evals/datasets/{name}/samples", "/api/evals/datasets/{name}/import", "/api/evals/datasets/draft", "/api/evals/datasets/asked", "/api/evals/datasets/edit",
                "/api/evals/datasets/{name}/check", "/api/evals/datasets/{name}/export", "/api/evals/runs", "/api/evals/runs/rescore", "/api/evals/runs/{run}", "/api/evals/runs/{run}/page", "/api/evals/runs/{run}/items",
                "/api/evals/runs/{run}/observations", "/api/evals/runs/{run}/baseline", "/api/evals/compare", "/api/evals/gate", "/api/evals/judges", "/api/evals/scorers", "/api/evals/reviews", "/api/evals/reviews/{queue}",
                "/api/evals/reviews/{queue}/items", "/api/evals/reviews/{queue}/next", "/api/evals/reviews/{queue}/vote", "/api/evals/reviews/{queue}/skip", "/api/evals/reviews/{queue}/decide", "/api/evals/reviews/{queue}/promote",
                "/api/evals/reviews/{queue}/agreement", "/api/evals/reviews/{queue}/labels",
            ],
            ignoreOrder: true);
        foreach (var operation in description.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject()))
            operation.Value.GetProperty("summary").GetString().ShouldNotBeNullOrWhiteSpace();
        description.GetProperty("components").GetProperty("schemas").GetProperty("AskReply").GetProperty("properties").TryGetProperty("claims", out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData("/api/search", "{", 400, "GW1001", "not JSON")]
    [InlineData("/api/search", "", 400, "GW1001", "not JSON")]
    [InlineData("/api/search", "[]", 400, "GW1001", "query")]
    [InlineData("/api/search", "null", 400, "GW1001", "query")]
    [InlineData("/api/search", "{}", 400, "GW1001", "\"query\"")]
    [InlineData("/api/search", """{"query":7}""", 400, "GW1001", "\"query\"")]
    [InlineData("/api/search", """{"query":null}""", 400, "GW1001", "\"query\"")]
    [InlineData("/api/search", """{"query":"a","limit":"many"}""", 400, "GW1001", "\"limit\"")]
    [InlineData("/api/search", """{"query":"a","limit":0}""", 400, "GW1001", "1..1000")]
    [InlineData("/api/search", """{"query":"a","limt":3}""", 400, "GW1001", "\"limt\"")]
    [InlineData("/api/search", """{"query":"a","mode":"psychic"}""", 400, "GW1001", "psychic")]
    [InlineData("/api/search", """{"query":"a","filters":["lang="]}""", 400, "GW1003", "lang=")]
    [InlineData("/api/search", """{"query":"a","filters":[null]}""", 400, "GW1001", "\"filters\"")]
    [InlineData("/api/search", """{"query":"a","collection":"none"}""", 404, "GW1101", "none")]
    [InlineData("/api/search", """{"query":"a","collection":"../etc"}""", 400, "GW1102", "../etc")]
    [InlineData("/api/ask", """{"question":" "}""", 400, "GW1001", "empty")]
    [InlineData("/api/ingest", """{"paths":[]}""", 400, "GW1001", "Nothing to ingest")]
    [InlineData("/api/ingest", """{"paths":[null]}""", 400, "GW1001", "\"paths\"")]
    [InlineData("/api/ingest", """{"paths":["/no/such/place"]}""", 400, "GW1002", "/no/such/place")]
    [InlineData("/api/delete", """{"collection":"none"}""", 400, "GW1001", "\"documents\"")]
    [InlineData("/api/reindex", """{"collection":"none"}""", 404, "GW1101", "none")]
    public async Task A_wrong_body_is_refused_by_name(string path, string body, int status, string code, string named)
    {
        await using var server = await RunningServer.StartAsync();
        using var reply = await server.Client.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));
        await ShouldFailAsync(reply, status, code, named);
    }

    [Theory]
    [InlineData("/api/documents?limit=many", 400, "GW1001", "\"limit\"")]
    [InlineData("/api/documents?limit=0", 400, "GW1001", "1..1000")]
    [InlineData("/api/documents?skip=-1", 400, "GW1001", "-1")]
    [InlineData("/api/documents?collection=a&collection=b", 400, "GW1001", "twice")]
    [InlineData("/api/documents?collection=none", 404, "GW1101", "none")]
    [InlineData("/api/document", 400, "GW1001", "\"document\"")]
    [InlineData("/api/jobs/7", 404, "GW1104", "7")]
    [InlineData("/api/jobs/7/events", 404, "GW1104", "7")]
    [InlineData("/api/nothing", 404, "GW1001", "/api/nothing")]
    [InlineData("/api/ask", 405, "GW1001", "GET")]
    public async Task A_wrong_address_or_parameter_is_refused_by_name(string address, int status, string code, string named)
    {
        await using var server = await RunningServer.StartAsync();
        using var reply = await server.Client.GetAsync(address);
        await ShouldFailAsync(reply, status, code, named);
    }

    [Fact]
    public async Task A_body_of_another_type_is_refused()
    {
        await using var server = await RunningServer.StartAsync();
        using var reply = await server.Client.PostAsync("/api/search", new FormUrlEncodedContent([new("query", "a")]));
        await ShouldFailAsync(reply, 415, "GW1001", "x-www-form-urlencoded");
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused()
    {
        await using var server = await RunningServer.StartAsync();

        // The client asks first, so that it hears the refusal before the server closes on what it would still be sending.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/search") { Content = JsonContent.Create(new { query = new string('a', 5 << 20) }) };
        request.Headers.ExpectContinue = true;
        await request.Content.LoadIntoBufferAsync();
        using var reply = await server.Client.SendAsync(request);
        ((int)reply.StatusCode).ShouldBe(413);
        reply.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
    }

    internal static async Task ShouldFailAsync(HttpResponseMessage reply, int status, string code, string named)
    {
        var text = await reply.Content.ReadAsStringAsync();
        reply.StatusCode.ShouldBe((HttpStatusCode)status, text);
        var error = JsonSerializer.Deserialize<JsonElement>(text).GetProperty("error");
        error.GetProperty("code").GetString().ShouldBe(code);
        error.GetProperty("message").GetString()!.ShouldContain(named);
    }

    [Fact]
    public async Task I_can_search_by_a_vector_and_get_names_alone_and_a_wrong_member_is_named()
    {
        await using var server = await RunningServer.StartAsync();
        var file = Path.Combine(Path.GetTempPath(), $"vectors-{Environment.ProcessId}.jsonl");
        await File.WriteAllTextAsync(file, "{\"id\":\"one\",\"text\":\"First.\",\"vector\":[1,0]}\n{\"id\":\"two\",\"text\":\"Second.\",\"vector\":[0,1]}\n");
        try
        {
            (await server.PostAsync("/api/ingest", new { paths = new[] { file }, collection = "v", vectors = "mine" })).GetProperty("added").GetInt32().ShouldBe(2);
        }
        finally
        {
            File.Delete(file);
        }

        foreach (var body in new object[]
                 {
                     new { collection = "v", vector = new[] { 0.1, 0.9 }, include = Array.Empty<string>() },
                     new { collection = "v", vectorBase64 = Convert.ToBase64String(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>([0.1f, 0.9f])), include = Array.Empty<string>(), query = (string?)null ?? "", effort = 5 },
                 })
        {
            var hits = (await server.PostAsync("/api/search", body)).GetProperty("hits");
            hits.EnumerateArray().Select(h => h.GetProperty("document").GetString()).ShouldBe(["two", "one"]);
            hits[0].EnumerateObject().Select(m => m.Name).ShouldBe(["rank", "score", "document", "chunk"]);
        }

        var full = await server.PostAsync("/api/search", new { collection = "v", vector = new[] { 1, 0 }, include = new[] { "text" }, facets = new[] { "lang" } });
        full.GetProperty("hits")[0].GetProperty("text").GetString().ShouldBe("First.");
        full.GetProperty("facets").GetProperty("passages").GetInt64().ShouldBe(2);

        foreach (var (body, because) in new[] { ("{\"vector\":[1,\"x\"]}", "\"vector\""), ("{\"vectors\":[1]}", "\"vectors\""), ("{\"query\":7}", "\"query\""), ("{\"query\":\"x\"", "not JSON"), ("{\"limit\":1.5,\"query\":\"x\"}", "\"limit\""), ("{\"facets\":[null],\"query\":\"x\"}", "\"facets\""), ("[]", "object"), ("{\"vector\":[1,0],\"collection\":\"v\",\"effort\":0}", "effort 0"), ("{\"vector\":[1,0],\"effort\":\"much\"}", "\"effort\"") })
        {
            using var reply = await server.Client.PostAsync(new Uri("/api/search", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));
            reply.StatusCode.ShouldBe(HttpStatusCode.BadRequest, body);
            (await reply.Content.ReadAsStringAsync()).ShouldContain(because.Replace("\"", "\\\"", StringComparison.Ordinal), Case.Sensitive, body);
        }
    }
}
