using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Groundwork.FrontDoors.Tests.Http;

/// <summary>A server with a small collection and a dataset about it.</summary>
internal static class Evaluations
{
    public const string Questions = """
        {"id":"cache-size","text":"How many entries does the cache hold by default?","lang":"en","lesson":"caching","answers":["512"]}
        {"id":"cache-expiry","text":"When do entries of the cache expire?","lang":"en","lesson":"caching","answers":["after ten minutes"]}
        {"id":"otters","text":"What do otters hold when they sleep?","lang":"en","lesson":"animals","answers":["hands"]}
        {"id":"marmots","text":"What do marmots do when danger is near?","lang":"en","lesson":"animals","answers":["whistle"]}
        """;

    public const string Judgements = "cache-size 0 caching.md 1\ncache-expiry 0 caching.md 1\notters 0 animals.md 1\nmarmots 0 animals.md 1\n";

    public static async Task<RunningServer> StartAsync()
    {
        var server = await RunningServer.StartAsync();
        await server.IngestAsync(
            "notes",
            ("caching.md", "# Caching\n\nThe cache holds 512 entries by default.\n\nEntries of the cache expire after ten minutes.\n"),
            ("animals.md", "# Animals\n\nOtters hold hands when they sleep.\n\nMarmots whistle when danger is near.\n"));
        using var reply = await server.ImportAsync("faq", ("files", "questions.jsonl", Questions), ("qrels", "qrels.tsv", Judgements));
        reply.StatusCode.ShouldBe(HttpStatusCode.OK, await reply.Content.ReadAsStringAsync());
        return server;
    }

    /// <summary>Uploads files of samples.</summary>
    public static Task<HttpResponseMessage> ImportAsync(this RunningServer server, string dataset, params (string Field, string Name, string Text)[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (field, name, text) in files)
        {
            var part = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
            part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = field, FileName = name };
            form.Add(part);
        }

        return server.Client.PostAsync($"/api/evals/datasets/{dataset}/import?cluster=lesson", form);
    }

    /// <summary>Runs the dataset and gives the id of the run.</summary>
    public static async Task<string> RunAsync(this RunningServer server, string subject, string dataset = "faq") =>
        (await server.PostAsync("/api/evals/runs", new { dataset, subject })).GetProperty("run").GetString()!;

    /// <summary>Sends a form of a page as a browser without scripts does.</summary>
    public static async Task<HttpResponseMessage> SendFormAsync(this RunningServer server, string page, string action, string? token, params (string Name, string Value)[] fields)
    {
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = server.Url };
        var secret = Html.Token(await browser.GetStringAsync(page));
        using var request = new HttpRequestMessage(HttpMethod.Post, action)
        {
            Content = new FormUrlEncodedContent([.. fields.Select(f => KeyValuePair.Create<string?, string?>(f.Name, f.Value)), KeyValuePair.Create<string?, string?>("__RequestVerificationToken", token ?? secret)]),
        };
        request.Headers.Accept.ParseAdd("text/html");
        return await browser.SendAsync(request);
    }
}
