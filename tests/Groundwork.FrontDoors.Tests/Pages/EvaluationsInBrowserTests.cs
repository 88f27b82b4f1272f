using Groundwork.FrontDoors.Tests.Http;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Groundwork.FrontDoors.Tests.Pages;

public class EvaluationsInBrowserTests(Browser browser) : IClassFixture<Browser>
{
    [BrowserFact]
    public async Task I_start_a_run_and_come_to_its_report_on_a_small_and_on_a_wide_screen()
    {
        await using var server = await Evaluations.StartAsync();
        foreach (var (width, isDark) in new[] { (1200, false), (360, true) })
        {
            await using var window = await browser.OpenAsync(server.Url, width, isDark);
            await window.Page.GotoAsync("/");
            await window.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Evaluations" }).ClickAsync();
            await window.Page.GetByLabel("What is measured").SelectOptionAsync("retrieval:notes");
            await window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Run and report" }).ClickAsync();
            await Expect(window.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Overview" })).ToBeVisibleAsync();
            var run = new Uri(window.Page.Url).AbsolutePath;
            foreach (var address in new[] { run, "/evals", "/evals/datasets/faq", $"/evals/compare?baseline={run.Split('/')[^1]}&run={run.Split('/')[^1]}" })
            {
                await window.Page.GotoAsync(address);
                (await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBeLessThanOrEqualTo(0, address);
            }

            window.Complaints.ShouldBeEmpty();
        }
    }

    [BrowserFact]
    public async Task A_run_that_cannot_be_is_told_beside_its_form()
    {
        await using var server = await Evaluations.StartAsync();
        await using var window = await browser.OpenAsync(server.Url);
        await window.Page.GotoAsync("/evals");
        await window.Page.GetByText("Scorers, judge, selection").ClickAsync();
        await window.Page.GetByLabel("Scorers", new PageGetByLabelOptions { Exact = true }).FillAsync("beauty");
        await window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Run and report" }).ClickAsync();
        await Expect(window.Page.Locator("[data-problem]")).ToContainTextAsync("GW2006");
    }

    [BrowserFact]
    public async Task I_review_by_keys_alone()
    {
        await using var server = await ReviewTests.QueueAsync();
        await using var window = await browser.OpenAsync(server.Url);
        var page = window.Page;
        await page.GotoAsync("/evals/review/mine");
        await page.GetByLabel("Your name").FillAsync("ann");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".levels")).ToBeVisibleAsync();
        await Expect(page.Locator(".revealed")).ToHaveCountAsync(0);
        await PressAsync(page, "c");
        await page.Keyboard.TypeAsync("3 sounds right");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("3");
        await Expect(page.Locator(".revealed")).ToContainTextAsync("good");
        await Expect(page.Locator("[aria-pressed=true]")).ToContainTextAsync("good");
        await Expect(page.Locator("#comment")).ToHaveValueAsync("3 sounds right");
        var first = await page.Locator("h1").TextContentAsync();
        await PressAsync(page, "j");
        await Expect(page.Locator("h1")).Not.ToHaveTextAsync(first!);
        var second = await page.Locator("h1").TextContentAsync();
        await PressAsync(page, "k");
        await Expect(page.Locator("h1")).ToHaveTextAsync(first!);
        await PressAsync(page, "j");
        await Expect(page.Locator("h1")).ToHaveTextAsync(second!);
        await PressAsync(page, "s");
        await page.Keyboard.TypeAsync("Text is missing");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("h1")).Not.ToHaveTextAsync(second!);
        for (var i = 0; i < 2; i++)
        {
            await PressAsync(page, "1");
            await Expect(page.Locator(".revealed")).ToContainTextAsync("bad");
            await PressAsync(page, "j");
            await Expect(page.Locator(".revealed")).ToHaveCountAsync(0);
        }

        await Expect(page.GetByText("Nothing is left for ann")).ToBeVisibleAsync();
        window.Complaints.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task A_review_fits_a_telephone_and_works_without_script()
    {
        await using var server = await ReviewTests.QueueAsync(reviewers: 1);
        await using var window = await browser.OpenAsync(server.Url, width: 360, isDark: true, hasScript: false);
        await window.Page.GotoAsync("/evals/review/mine?reviewer=ann");
        (await window.Page.Locator("html").EvaluateAsync<int>("e => e.scrollWidth - e.clientWidth")).ShouldBeLessThanOrEqualTo(0);
        await window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "mixed" }).ClickAsync();
        await Expect(window.Page.Locator(".revealed")).ToContainTextAsync("mixed");
        await window.Page.GotoAsync("/evals/review/mine");
        (await window.Page.Locator("html").EvaluateAsync<int>("e => e.scrollWidth - e.clientWidth")).ShouldBeLessThanOrEqualTo(0);
        await Expect(window.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Agreement" })).ToBeVisibleAsync();
    }

    // Keys are heard once the page is loaded.
    private static async Task PressAsync(IPage page, string key)
    {
        await page.WaitForLoadStateAsync();
        await page.Keyboard.PressAsync(key);
    }
}
