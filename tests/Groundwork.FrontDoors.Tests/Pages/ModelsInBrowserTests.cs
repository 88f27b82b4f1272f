using Groundwork.FrontDoors.Tests.Http;
using Groundwork.TestKit;
using Groundwork.UseCases;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Groundwork.FrontDoors.Tests.Pages;

public class ModelsInBrowserTests(Browser browser) : IClassFixture<Browser>
{
    [BrowserFact]
    public async Task I_look_at_what_models_cost_on_a_small_and_on_a_wide_screen()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        model.Respond = _ => ModelScript.Says("Hello to you.");
        await using var server = await RunningServer.StartAsync(model.Url);
        await foreach (var _ in new TryModel(server.Workspace).RunAsync(new TryModelRequest("chat", "Say hello."), default)) { }
        foreach (var (width, isDark) in new[] { (1200, false), (360, true) })
        {
            await using var window = await browser.OpenAsync(server.Url, width, isDark);
            await window.Page.GotoAsync("/status");
            await window.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Models" }).ClickAsync();
            await Expect(window.Page.GetByRole(AriaRole.Img, new PageGetByRoleOptions { Name = "Requests" })).ToBeVisibleAsync();
            await window.Page.Locator("figure", new PageLocatorOptions { HasText = "Time to the whole answer" }).GetByText("Values").ClickAsync();
            await Expect(window.Page.GetByRole(AriaRole.Columnheader, new PageGetByRoleOptions { Name = "p95" }).First).ToBeVisibleAsync();
            (await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBeLessThanOrEqualTo(0);
            await window.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "30 days" }).ClickAsync();
            await Expect(window.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "30 days" })).ToHaveAttributeAsync("aria-current", "true");
            window.Complaints.ShouldBeEmpty();
        }
    }
}
