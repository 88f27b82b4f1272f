using Groundwork.TestKit;

namespace Groundwork.UseCases.Tests;

public sealed class SystemMemoryProbeTests : IDisposable
{
    private const string Enough = "MemTotal:       8000000 kB\nMemFree:         100000 kB\nMemAvailable:    4000000 kB\n";
    private const string Short = "MemTotal:       8000000 kB\nMemFree:         100000 kB\nMemAvailable:     400000 kB\n";

    private readonly TemporaryDirectory _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void A_machine_with_enough_memory_is_short_of_none()
    {
        _root.Write("proc/meminfo", Enough);
        Probe().Shortage().ShouldBeNull();
    }

    [Fact]
    public void A_machine_whose_memory_is_in_use_says_how_much()
    {
        _root.Write("proc/meminfo", Short);
        Probe().Shortage().ShouldBe("Memory is short: 7421 MiB of the machine's 7812 MiB are in use.");
    }

    [Fact]
    public void What_a_control_group_can_give_back_is_not_in_use()
    {
        _root.Write("proc/meminfo", Enough);
        _root.Write("sys/fs/cgroup/memory.max", "1000000000\n");
        _root.Write("sys/fs/cgroup/memory.current", "950000000\n");
        _root.Write("sys/fs/cgroup/memory.stat", "anon 1\ninactive_file 500000000\n");
        Probe().Shortage().ShouldBeNull();
        _root.Write("sys/fs/cgroup/memory.stat", "anon 1\ninactive_file 0\n");
        Probe().Shortage()!.ShouldContain("its limit of 953 MiB");
    }

    [Fact]
    public void A_control_group_of_the_first_version_counts_too_and_one_without_a_limit_does_not()
    {
        _root.Write("proc/meminfo", Enough);
        _root.Write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        _root.Write("sys/fs/cgroup/memory/memory.usage_in_bytes", "950000000\n");
        Probe().Shortage().ShouldBeNull();
        _root.Write("sys/fs/cgroup/memory/memory.limit_in_bytes", "1000000000\n");
        Probe().Shortage().ShouldNotBeNull();
        _root.Write("sys/fs/cgroup/memory.max", "max\n");
        Probe().Shortage().ShouldNotBeNull();
    }

    [Fact]
    public void Where_the_system_tells_nothing_the_runtime_does()
    {
        Probe(load: 80).Shortage().ShouldBeNull();
        Probe(load: 95).Shortage().ShouldNotBeNull();
    }

    private SystemMemoryProbe Probe(long load = 0) => new(_root.Path, () => (90, 100, load));
}
