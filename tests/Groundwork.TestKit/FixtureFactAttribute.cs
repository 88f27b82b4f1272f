using Xunit;

namespace Groundwork.TestKit;

/// <summary>A fact that needs a fixture; skipped by name on a machine that does not have it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FixtureFactAttribute : FactAttribute
{
    public FixtureFactAttribute(string set)
    {
        Set = set;
        if (Fixtures.Find(set) is null)
            Skip = $"The fixture \"{set}\" is not on this machine; set GROUNDWORK_FIXTURES to the folder that holds it.";
    }

    public string Set { get; }
}
