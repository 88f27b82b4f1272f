using System.Net;
using System.Net.Http.Json;
using Groundwork.Server;
using Groundwork.UseCases;

namespace Groundwork.FrontDoors.Tests.Http;

public class SecurityTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/library")]
    [InlineData("/status")]
    [InlineData("/library/none")]
    [InlineData("/api/status")]
    [InlineData("/api/nothing")]
    [InlineData("/healthz")]
    [InlineData("/openapi/v1.json")]
    public async Task Every_reply_says_how_little_it_may_do(string address)
    {
        await using var server = await RunningServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("text/html");
        using var reply = await server.Client.SendAsync(request);
        reply.Headers.GetValues("Content-Security-Policy").Single().ShouldBe(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        reply.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        reply.Headers.GetValues("Referrer-Policy").Single().ShouldBe("no-referrer");
        reply.Headers.GetValues("Cross-Origin-Opener-Policy").Single().ShouldBe("same-origin");
        reply.Headers.Contains("Server").ShouldBeFalse();
        var text = await reply.Content.ReadAsStringAsync();
        text.ShouldNotContain(" style=");
        text.ShouldNotContain("<style");
        text.ShouldNotContain(" onclick=");
    }

    [Theory]
    [InlineData("evil.example", 403)]
    [InlineData("evil.example:7070", 403)]
    [InlineData("127.0.0.1.evil.example", 403)]
    [InlineData("192.168.1.5", 403)]
    [InlineData("localhost", 200)]
    [InlineData("LOCALHOST:99", 200)]
    [InlineData("127.0.0.1:99", 200)]
    [InlineData("[::1]:99", 200)]
    public async Task Only_loopback_names_are_answered(string host, int status)
    {
        await using var server = await RunningServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/status");
        request.Headers.Host = host;
        using var reply = await server.Client.SendAsync(request);
        reply.StatusCode.ShouldBe((HttpStatusCode)status);
        if (status == 403) (await reply.Content.ReadAsStringAsync()).ShouldContain("GW1502");
    }

    [Theory]
    [InlineData("Origin", "https://evil.example", 403)]
    [InlineData("Origin", "null", 403)]
    [InlineData("Origin", "http://127.0.0.1:1", 403)]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-origin", 200)]
    [InlineData("X-Nothing", "at all", 200)]
    public async Task Only_our_own_pages_may_change_anything(string header, string value, int status)
    {
        await using var server = await RunningServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/verify") { Content = JsonContent.Create(new { }) };
        request.Headers.Add(header, value);
        using var reply = await server.Client.SendAsync(request);
        reply.StatusCode.ShouldBe((HttpStatusCode)status);
    }

    [Theory]
    [InlineData("same-origin", 200)]
    [InlineData("cross-site", 403)]
    public async Task A_form_without_referrer_is_known_by_its_site(string site, int status)
    {
        await using var server = await RunningServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/verify") { Content = JsonContent.Create(new { }) };
        request.Headers.Add("Origin", "null");
        request.Headers.Add("Sec-Fetch-Site", site);
        using var reply = await server.Client.SendAsync(request);
        reply.StatusCode.ShouldBe((HttpStatusCode)status);
    }

    [Fact]
    public async Task Our_own_origin_is_welcome()
    {
        await using var server = await RunningServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/verify") { Content = JsonContent.Create(new { }) };
        request.Headers.Add("Origin", server.Url.GetLeftPart(UriPartial.Authority));
        using var reply = await server.Client.SendAsync(request);
        reply.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/library/notes/delete")]
    [InlineData("/library/notes/retry")]
    [InlineData("/library/notes/cancel")]
    [InlineData("/library/upload")]
    public async Task A_form_without_its_token_is_refused(string address)
    {
        await using var server = await RunningServer.StartAsync();
        await server.IngestAsync("notes", ("a.md", "# Alpha\n\nOne."));
        using var reply = await server.Client.PostAsync(address, new MultipartFormDataContent { { new StringContent(""), "document" } });
        await ApiTests.ShouldFailAsync(reply, 400, "GW1001", "form");
        (await server.GetAsync("/api/collections")).GetProperty("collections").GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("http://0.0.0.0:7070", "loopback only")]
    [InlineData("http://*:7070", "loopback only")]
    [InlineData("http://+:7070", "loopback only")]
    [InlineData("http://[::]:7070", "loopback only")]
    [InlineData("http://example.org:7070", "loopback only")]
    [InlineData("https://127.0.0.1:7070", "https")]
    [InlineData("http://127.0.0.1:7070/path", "host and port")]
    [InlineData("http://localhost:0", "free port")]
    [InlineData("7070", "not an address")]
    public async Task An_address_that_others_could_reach_or_that_means_nothing_is_refused(string url, string named)
    {
        await using var server = await RunningServer.StartAsync();
        var problem = await Should.ThrowAsync<SettingsException>(GroundworkServer.RunAsync(server.Workspace, new ServerOptions([url]), null, CancellationToken.None));
        problem.Message.ShouldContain(named);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        await using var server = await RunningServer.StartAsync();
        var problem = await Should.ThrowAsync<SettingsException>(GroundworkServer.RunAsync(server.Workspace, new ServerOptions([server.Url.ToString()]), null, CancellationToken.None));
        problem.Message.ShouldContain($"Port {server.Url.Port} is in use");
        problem.Message.ShouldContain("--urls");
    }
}
