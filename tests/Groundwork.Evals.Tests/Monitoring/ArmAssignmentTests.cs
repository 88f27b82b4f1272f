using Groundwork.Evals.Tests.Statistics;

namespace Groundwork.Evals.Tests.Monitoring;

public sealed class ArmAssignmentTests
{
    [Fact]
    public void Keys_are_split_by_the_share_and_stay_where_they_are()
    {
        var keys = Enumerable.Range(0, 20_000).Select(i => "user-" + Some.Id(i)).ToArray();
        keys.Count(k => ArmAssignment.Of("prompt", k) == Arm.B).ShouldBeInRange(9_750, 10_250);
        keys.Count(k => ArmAssignment.Of("prompt", k, 0.1) == Arm.B).ShouldBeInRange(1_850, 2_150);
        foreach (var key in keys.Take(500))
        {
            ArmAssignment.Of("prompt", key).ShouldBe(ArmAssignment.Of("prompt", key));
            if (ArmAssignment.Of("prompt", key, 0.1) == Arm.B) ArmAssignment.Of("prompt", key, 0.3).ShouldBe(Arm.B);
        }
    }

    [Fact]
    public void The_same_key_is_assigned_the_same_on_every_machine()
    {
        string.Concat(Enumerable.Range(0, 24).Select(i => ArmAssignment.Of("golden", "key-" + Some.Id(i)).ToString())).ShouldBe(Golden);
    }

    [Fact]
    public void Two_experiments_split_anew()
    {
        var both = Enumerable.Range(0, 10_000).Count(i => ArmAssignment.Of("one", Some.Id(i)) == Arm.B && ArmAssignment.Of("two", Some.Id(i)) == Arm.B);
        both.ShouldBeInRange(2_350, 2_650);
    }

    [Fact]
    public void Any_key_and_the_whole_range_of_shares_are_taken()
    {
        foreach (var key in new[] { "", "\0", "ключ", "鍵", "\uD800", new string('x', 100_000) })
        {
            ArmAssignment.Of("", key, 0).ShouldBe(Arm.A);
            ArmAssignment.Of("", key, 1).ShouldBe(Arm.B);
        }

        Should.Throw<ArgumentOutOfRangeException>(() => ArmAssignment.Of("x", "y", 1.1));
        Should.Throw<ArgumentOutOfRangeException>(() => ArmAssignment.Of("x", "y", double.NaN));
    }

    private const string Golden = "BABBBABBAABAABAABAAAABBB";
}
