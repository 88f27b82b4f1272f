using Groundwork.TestKit;

namespace Groundwork.Storage.Tests;

/// <summary>What every implementation of event streams must do. Inherit it for each database.</summary>
public abstract class EventStreamContract : IAsyncLifetime
{
    private static readonly StreamName Stream = new("runs/1");

    protected ManualClock Clock { get; } = new();

    protected IEventStreams Streams { get; private set; } = null!;

    public async Task InitializeAsync() => Streams = await OpenAsync();

    public abstract Task DisposeAsync();

    protected abstract Task<IEventStreams> OpenAsync();

    [Fact]
    public async Task Events_come_back_in_order_with_versions_from_one()
    {
        (await Streams.AppendAsync(Stream, 0, [new("a", "1"), new("b", "2")], default)).ShouldBe(2);
        Clock.Advance(TimeSpan.FromMinutes(1));
        (await Streams.AppendAsync(Stream, 2, [new("c", "3")], default)).ShouldBe(3);
        var events = await All(0);
        events.Select(e => (e.Version, e.Type, e.Body)).ShouldBe([(1, "a", "1"), (2, "b", "2"), (3, "c", "3")]);
        (events[2].At - events[0].At).ShouldBe(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_stale_writer_is_refused_and_appends_nothing()
    {
        await Streams.AppendAsync(Stream, 0, [new("a", "1")], default);
        var conflict = await Should.ThrowAsync<StreamConflictException>(async () => await Streams.AppendAsync(Stream, 0, [new("x", "1"), new("y", "2")], default));
        (conflict.ExpectedVersion, conflict.ActualVersion).ShouldBe((0, 1));
        (await All(0)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Of_many_writers_with_the_same_expectation_one_wins()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(async () =>
        {
            try
            {
                await Streams.AppendAsync(Stream, 0, [new("a", i.ToString(System.Globalization.CultureInfo.InvariantCulture))], default);
                return true;
            }
            catch (StreamConflictException)
            {
                return false;
            }
        })));
        outcomes.Count(won => won).ShouldBe(1);
    }

    [Fact]
    public async Task Streams_do_not_see_each_other()
    {
        await Streams.AppendAsync(Stream, 0, [new("a", "1")], default);
        (await Streams.VersionAsync(new StreamName("runs/2"), default)).ShouldBe(0);
    }

    [Fact]
    public async Task A_long_stream_is_read_whole_from_any_version()
    {
        await Streams.AppendAsync(Stream, 0, [.. Enumerable.Range(1, 1000).Select(i => new StoredEvent("n", $"{i}"))], default);
        (await All(0)).Count.ShouldBe(1000);
        (await All(990)).Select(e => e.Version).ShouldBe(Enumerable.Range(991, 10).Select(i => (long)i));
    }

    [Fact]
    public async Task Nothing_and_nameless_are_refused()
    {
        await Should.ThrowAsync<ArgumentException>(async () => await Streams.AppendAsync(Stream, 0, [], default));
        await Should.ThrowAsync<ArgumentException>(async () => await Streams.AppendAsync(new StreamName(""), 0, [new("a", "1")], default));
    }

    private async Task<List<RecordedEvent>> All(long after)
    {
        var events = new List<RecordedEvent>();
        await foreach (var recorded in Streams.ReadAsync(Stream, after, default)) events.Add(recorded);
        return events;
    }
}
