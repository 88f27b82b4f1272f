using System.Globalization;
using Groundwork.TestKit;

namespace Groundwork.UseCases.Tests.Monitoring;

/// <summary>A collection of a few documents on a clock that the test moves.</summary>
internal sealed class Watchtower : IAsyncDisposable
{
    private readonly TemporaryDirectory _place = new();

    public static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public ManualClock Clock { get; } = new(Start);

    public Workspace Workspace { get; private set; } = null!;

    public static async Task<Watchtower> OpenAsync(MonitoringSettings? monitoring = null)
    {
        var tower = new Watchtower();
        tower.Workspace = await Workspace.OpenAsync(new Settings(tower._place.File("data")) { Monitoring = monitoring ?? new(), LearnsMeaning = false }, tower.Clock, default);
        for (var i = 0; i < 40; i++)
            tower._place.Write($"sources/room{i}.md", string.Create(CultureInfo.InvariantCulture, $"# Room {i}\n\nThe lamp in room {i} is coloured {Colour(i)}. The door of room {i} opens to the {(i % 2 == 0 ? "north" : "south")}.\n"));
        await foreach (var _ in new IngestFolder(tower.Workspace).RunAsync(new IngestRequest([tower._place.File("sources")], "default"), default))
        {
        }

        return tower;
    }

    public async Task<AskReply> AskAsync(string question)
    {
        AskReply? reply = null;
        await foreach (var update in new AskQuestion(Workspace).RunAsync(new AskRequest(question), default))
            if (update is AskUpdate.Done done) reply = done.Reply;
        return reply!;
    }

    /// <summary>Keeps an answer as it would be kept after asking, without the work of answering.</summary>
    public ValueTask KeepAsync(string question, bool abstained = false, double confidence = 0.8, string answer = "It is green.") => Workspace.Answers.RecordAsync(
        new AskRequest(question), new AskReply(abstained ? "" : answer, abstained ? new AbstentionReply("Nothing matches.", []) : null, [], "extractive", null, 1, 20, confidence), default);

    public async ValueTask DisposeAsync()
    {
        await Workspace.DisposeAsync();
        _place.Dispose();
    }

    private static string Colour(int room) => (room % 4) switch { 0 => "green", 1 => "amber", 2 => "violet", _ => "white" };
}
