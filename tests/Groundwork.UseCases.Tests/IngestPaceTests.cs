using Groundwork.TestKit;

namespace Groundwork.UseCases.Tests;

public sealed class IngestPaceTests
{
    [Fact]
    public void Nothing_is_said_before_a_second_has_passed()
    {
        var clock = new ManualClock();
        var pace = new IngestPace(clock, files: 100, bytes: 1000);
        clock.Advance(TimeSpan.FromMilliseconds(900));
        pace.After(10, 100).ShouldBe((null, null, null));
    }

    [Fact]
    public void The_time_left_goes_by_bytes()
    {
        var clock = new ManualClock();
        var pace = new IngestPace(clock, files: 100, bytes: 1000);
        clock.Advance(TimeSpan.FromSeconds(2));
        pace.After(20, 100).ShouldBe((10.0, 50.0, 18.0));
    }

    [Fact]
    public void Where_no_length_is_known_the_time_left_goes_by_files()
    {
        var clock = new ManualClock();
        var pace = new IngestPace(clock, files: 100, bytes: 0);
        clock.Advance(TimeSpan.FromSeconds(2));
        pace.After(20, 5000).SecondsLeft.ShouldBe(8.0);
    }

    [Fact]
    public void A_rate_forgets_what_lies_longer_back_than_half_a_minute()
    {
        var clock = new ManualClock();
        var pace = new IngestPace(clock, files: 100_000, bytes: 0);
        for (var second = 1; second <= 60; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            pace.After(second * 100, 0);
        }

        for (var second = 1; second <= 40; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            pace.After(6000 + second, 0);
        }

        pace.After(6040, 0).FilesPerSecond!.Value.ShouldBe(1, 0.2);
    }
}
