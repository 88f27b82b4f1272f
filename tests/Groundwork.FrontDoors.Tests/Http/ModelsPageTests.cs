using System.Net;
using System.Xml.Linq;
using Groundwork.TestKit;
using Groundwork.UseCases;

namespace Groundwork.FrontDoors.Tests.Http;

public class ModelsPageTests
{
    [Fact]
    public async Task Without_models_the_page_says_how_to_begin()
    {
        await using var server = await RunningServer.StartAsync();
        var page = await server.Client.GetStringAsync("/models");
        page.ShouldContain("GROUNDWORK_CHAT_URL");
        page.ShouldContain("groundwork keys create");
        (await server.GetAsync("/api/models")).GetProperty("routes").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task The_page_draws_what_was_used_and_every_plot_has_a_name_and_its_values()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        model.Respond = _ => ModelScript.Says("Hello to you.");
        await using var server = await RunningServer.StartAsync(model.Url);
        var created = await new ManageKeys(server.Workspace).CreateAsync(new CreateKeyRequest("<b>mine</b>", null, null, null, "default", null), default);
        await foreach (var _ in new TryModel(server.Workspace).RunAsync(new TryModelRequest("chat", "Say hello."), default)) { }

        var page = await server.Client.GetStringAsync("/models");
        page.ShouldContain("scripted");
        page.ShouldContain(created.Key.Id);
        page.ShouldNotContain(created.Secret);
        page.ShouldNotContain("<b>mine");
        foreach (var plot in new[] { "requests", "tokens", "cost", "latency", "first-token", "speed", "cache-hits", "errors" }) page.ShouldContain($"id=\"{plot}-title\"");
        var drawings = Html.Between(page, "class=\"plots\">", "<p class=\"hint\">")!;
        foreach (var svg in drawings.Split("<svg ").Skip(1).Select(s => "<svg " + s[..(s.IndexOf("</svg>", StringComparison.Ordinal) + 6)]))
        {
            svg.ShouldNotContain("NaN");
            XDocument.Parse(svg.Replace("&nbsp;", " ", StringComparison.Ordinal));
        }

        var usage = await server.GetAsync("/api/models/usage?by=model");
        usage.GetProperty("groups")[0].GetProperty("name").GetString().ShouldBe("scripted");
        usage.GetProperty("total").GetProperty("requests").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task What_a_server_was_asked_is_booked_when_it_stops()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        model.Respond = _ => ModelScript.Says("Hello to you.");
        await using var server = await RunningServer.StartAsync(model.Url);
        await server.PostAsync("/v1/chat/completions", new { model = "chat", messages = new[] { new { role = "user", content = "Say hello." } } });
        await server.StopAsync();

        await using var later = await Workspace.OpenAsync(new Settings(server.Folder.File("data")), TimeProvider.System, default);
        var total = (await new ReportUsage(later).RunAsync(new UsageRequest(), default)).Total;
        (total.Requests, total.InDoubt).ShouldBe((1, 0));
        total.OutputTokens.ShouldBe(model.Invoice.Single().OutputTokens);
    }

    [Theory]
    [InlineData("/api/models/usage?from=monday")]
    [InlineData("/api/models/usage?by=hour")]
    [InlineData("/models?days=8")]
    public async Task What_is_wrong_in_the_address_is_said(string address)
    {
        await using var server = await RunningServer.StartAsync();
        using var reply = await server.Client.GetAsync(address);
        reply.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await reply.Content.ReadAsStringAsync()).ShouldContain("GW1001");
    }
}
