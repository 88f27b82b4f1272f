using System.CommandLine;

namespace Groundwork.Cli.Commands;

/// <summary>Options that search and ask share.</summary>
internal static class QueryOptions
{
    public static Option<string> Mode() => new("--mode") { Description = "hybrid, text or vector.", HelpName = "MODE", DefaultValueFactory = _ => "hybrid" };

    public static Option<bool> CollapseDuplicates() => new("--collapse-duplicates") { Description = "Let one document speak for those that say nearly the same, and name them." };

    public static Option<string[]> Filter() => new("--filter", "-f")
    {
        Description = "Only passages where this holds, like lang=en, type!=application/pdf, year>=2020; repeat for several.", HelpName = "FIELD=VALUE",
    };
}
