using Groundwork.TestKit;

namespace Groundwork.UseCases.Tests.Monitoring;

public class AlarmTests
{
    [Fact]
    public async Task An_alarm_is_sent_once_and_again_only_after_it_cleared()
    {
        using var hook = new WebhookStub();
        await using var tower = await OpenAsync(hook);
        var monitor = new MonitorAnswers(tower.Workspace);
        await KeepAsync(tower, abstained: true);
        (await monitor.CheckAsync("default", again: false, default)).Sent.ShouldHaveSingleItem().Alarm.ShouldBe("abstention");
        (await monitor.CheckAsync("default", again: false, default)).Sent.ShouldBeEmpty();
        var sent = hook.Received.ShouldHaveSingleItem();
        sent.GetProperty("alarm").GetString().ShouldBe("abstention");
        sent.GetProperty("collection").GetString().ShouldBe("default");
        sent.GetProperty("value").GetDouble().ShouldBe(1);
        sent.GetProperty("bound").GetDouble().ShouldBe(0.5);

        tower.Clock.Advance(TimeSpan.FromDays(10));
        (await monitor.CheckAsync("default", again: false, default)).Cleared.ShouldBeEmpty("no answers say nothing");
        await KeepAsync(tower, abstained: false);
        (await monitor.CheckAsync("default", again: false, default)).Cleared.ShouldBe(["abstention"]);
        hook.Received.Count.ShouldBe(1);
        tower.Clock.Advance(TimeSpan.FromDays(10));
        await KeepAsync(tower, abstained: true);
        await monitor.CheckAsync("default", again: false, default);
        hook.Received.Count.ShouldBe(2);
        (await monitor.CheckAsync("default", again: true, default)).Sent.Count.ShouldBe(1, "by hand it is sent as often as wanted");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Drift_is_told_without_questions_unless_they_are_allowed(bool includeQuestions)
    {
        using var hook = new WebhookStub();
        await using var tower = await OpenAsync(hook, m => m with { Drift = true, AbstentionAbove = null, Days = 1, IncludeQuestions = includeQuestions });
        for (var day = 0; day < 5; day++)
        {
            for (var i = 0; i < 40; i++) await tower.KeepAsync($"What colour is lamp {i % 9} in room {i} on floor {day}?");
            tower.Clock.Advance(TimeSpan.FromDays(1));
        }

        for (var i = 0; i < 40; i++) await tower.KeepAsync($"Welche Steuer kostet der Hering {i} im Hafen am Morgen?", answer: "Das geheime Dokument sagt nichts.");
        await new MonitorAnswers(tower.Workspace).CheckAsync("default", again: false, default);
        var sent = hook.Received.ShouldHaveSingleItem();
        sent.GetProperty("alarm").GetString().ShouldBe("drift");
        sent.GetProperty("features").EnumerateArray().Select(f => f.GetProperty("name").GetString()).ShouldContain("inputs", StringComparer.Ordinal);
        sent.GetRawText().Contains("Hering", StringComparison.Ordinal).ShouldBe(includeQuestions);
        sent.GetRawText().ShouldNotContain("geheime");
    }

    [Fact]
    public async Task A_webhook_that_fails_for_a_moment_is_tried_again()
    {
        using var hook = new WebhookStub();
        await using var tower = await OpenAsync(hook);
        await KeepAsync(tower, abstained: true);
        hook.Statuses.Enqueue(503);
        hook.Statuses.Enqueue(500);
        var check = new MonitorAnswers(tower.Workspace).CheckAsync("default", again: false, default);
        await tower.Clock.TimerDueAsync(TimeSpan.FromSeconds(1));
        tower.Clock.Advance(TimeSpan.FromSeconds(1));
        await tower.Clock.TimerDueAsync(TimeSpan.FromSeconds(4));
        tower.Clock.Advance(TimeSpan.FromSeconds(4));
        (await check).Sent.Count.ShouldBe(1);
        hook.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_not_taken_counts_as_not_sent_and_the_address_stays_secret()
    {
        using var hook = new WebhookStub();
        await using var tower = await OpenAsync(hook);
        await KeepAsync(tower, abstained: true);
        hook.Statuses.Enqueue(404);
        var monitor = new MonitorAnswers(tower.Workspace);
        var problem = await Should.ThrowAsync<WebhookException>(() => monitor.CheckAsync("default", again: false, default));
        problem.Message.ShouldContain("404");
        problem.Message.ShouldNotContain("secret");
        ErrorCatalog.Of(problem).Code.ShouldBe("GW2020");
        (await monitor.CheckAsync("default", again: false, default)).Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Addresses_of_this_machine_are_refused_unless_the_setting_allows_them()
    {
        using var hook = new WebhookStub();
        await using var tower = await OpenAsync(hook, m => m with { AllowPrivate = false });
        await KeepAsync(tower, abstained: true);
        (await Should.ThrowAsync<WebhookException>(() => new MonitorAnswers(tower.Workspace).CheckAsync("default", again: false, default))).Message.ShouldContain("allowPrivate");
        hook.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_server_checks_by_itself_when_it_is_time()
    {
        using var hook = new WebhookStub();
        await using var tower = await OpenAsync(hook);
        await KeepAsync(tower, abstained: true);
        using var stop = new CancellationTokenSource();
        var watching = new MonitorAnswers(tower.Workspace).RunAsync(stop.Token);
        await tower.Clock.TimerDueAsync(TimeSpan.FromHours(1));
        hook.Received.Count.ShouldBe(1);
        tower.Clock.Advance(TimeSpan.FromHours(1));
        await tower.Clock.TimerDueAsync(TimeSpan.FromHours(1));
        hook.Received.Count.ShouldBe(1);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => watching);
    }

    [Theory]
    [InlineData("05:00", "2026-03-02T05:00:00Z")]
    [InlineData("08:30", "2026-03-01T08:30:00Z")]
    [InlineData("08:00", "2026-03-02T08:00:00Z")]
    public void A_daily_check_is_due_at_its_time(string time, string expected)
    {
        var daily = new CollectionMonitoring(new Uri("https://example.org/")) { Daily = TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture) };
        daily.NextAfter(Watchtower.Start, null).ShouldBe(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("""{ "daily": "06:00", "webhook": "https://hooks.example.org/x" }""", null)]
    [InlineData("""{ "everyMinutes": 30, "webhook": "https://hooks.example.org/x", "abstentionAbove": 0.4, "confidenceBelow": 0.5, "days": 14, "drift": false }""", null)]
    [InlineData("""{ "webhook": "https://hooks.example.org/x" }""", "daily")]
    [InlineData("""{ "daily": "6 am", "webhook": "https://hooks.example.org/x" }""", "06:00")]
    [InlineData("""{ "daily": "06:00" }""", "webhook")]
    [InlineData("""{ "daily": "06:00", "webhook": "ftp://hooks.example.org/x" }""", "http or https")]
    [InlineData("""{ "daily": "06:00", "webhook": "https://me:pass@hooks.example.org/x" }""", "without a password")]
    [InlineData("""{ "everyMinutes": 0, "webhook": "https://hooks.example.org/x" }""", "everyMinutes is 0")]
    [InlineData("""{ "daily": "06:00", "webhook": "https://hooks.example.org/x", "abstentionAbove": 40 }""", "0..1")]
    [InlineData("""{ "daily": "06:00", "webhook": "https://hooks.example.org/x", "drift": false }""", "watches nothing")]
    [InlineData("""{ "daily": "06:00", "webhook": "https://hooks.example.org/x", "dritf": false }""", "dritf is unknown")]
    public void Settings_are_read_or_their_mistake_is_named(string section, string? mistake)
    {
        using var folder = new TemporaryDirectory();
        folder.Write("settings.json", $$"""{ "monitoring": { "collections": { "notes": {{section}} } } }""");
        if (mistake is null) Settings.Load(folder.Path, _ => null).Monitoring.Collections.ShouldHaveSingleItem().Key.ShouldBe("notes");
        else Should.Throw<SettingsException>(() => Settings.Load(folder.Path, _ => null)).Message.ShouldContain(mistake);
    }

    private static Task<Watchtower> OpenAsync(WebhookStub hook, Func<CollectionMonitoring, CollectionMonitoring>? change = null)
    {
        var usual = new CollectionMonitoring(hook.Url) { Every = TimeSpan.FromHours(1), AllowPrivate = true, Drift = false, AbstentionAbove = 0.5 };
        return Watchtower.OpenAsync(new MonitoringSettings { Collections = new Dictionary<string, CollectionMonitoring>(StringComparer.Ordinal) { ["default"] = change?.Invoke(usual) ?? usual } });
    }

    private static async Task KeepAsync(Watchtower tower, bool abstained)
    {
        for (var i = 0; i < 40; i++) await tower.KeepAsync($"What colour is lamp {i}?", abstained);
    }
}
