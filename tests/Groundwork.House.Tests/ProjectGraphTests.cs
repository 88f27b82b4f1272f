using System.Xml.Linq;

namespace Groundwork.House.Tests;

public sealed class ProjectGraphTests
{
    // Who may know whom. A project that does not exist yet is left out of the comparison.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Language"] = [],
        ["Documents"] = ["Language"],
        ["Search"] = ["Language"],
        ["Storage"] = [],
        ["Sources"] = ["Language"],
        ["Guard"] = ["Language"],
        ["Models"] = [],
        ["Sandbox"] = [],
        ["Knowledge"] = ["Documents", "Search", "Sources", "Guard", "Storage", "Language"],
        ["Engines"] = ["Knowledge", "Storage"],
        ["Agents"] = ["Guard", "Sandbox", "Storage"],
        ["Evals"] = ["Storage", "Language"],
        ["Coach"] = ["Knowledge", "Evals", "Documents", "Sandbox", "Storage", "Language"],
        ["UseCases"] = ["Language", "Documents", "Search", "Storage", "Sources", "Guard", "Models", "Sandbox", "Knowledge", "Engines", "Agents", "Evals", "Coach"],
        ["Server"] = ["UseCases"],
        ["Cli"] = ["UseCases", "Server"],
    };

    private static readonly string[] Drawers = ["Common", "Utils", "Utilities", "Helpers", "Shared", "Core", "Base", "Managers", "Services", "Enums", "Exceptions"];

    [Fact]
    public void Every_project_knows_exactly_those_it_may_know()
    {
        House.Projects.Count.ShouldBeGreaterThan(5);
        foreach (var project in House.Projects)
        {
            Allowed.ContainsKey(project).ShouldBeTrue($"{project} is new: it needs a design note and a row in this table.");
            ReferencesOf(project).ShouldBe(Allowed[project].Where(House.Projects.Contains).Order(StringComparer.Ordinal), $"references of {project}");
        }
    }

    [Fact]
    public void Arrows_go_down_and_never_in_a_circle()
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        for (var before = -1; reached.Count != before;)
        {
            before = reached.Count;
            reached.UnionWith(Allowed.Where(row => row.Value.All(reached.Contains)).Select(row => row.Key).ToList());
        }

        reached.Count.ShouldBe(Allowed.Count);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var listed = XDocument.Parse(House.Read("Groundwork.slnx")).Descendants("Project").Select(p => p.Attribute("Path")!.Value).ToHashSet(StringComparer.Ordinal);
        var existing = House.Projects.Select(p => $"src/Groundwork.{p}/Groundwork.{p}.csproj")
            .Concat(Directory.EnumerateDirectories(Path.Combine(House.Root, "tests"), "*.Tests").Select(Path.GetFileName).Select(t => $"tests/{t}/{t}.csproj"));
        existing.Where(p => !listed.Contains(p)).ShouldBeEmpty();
        listed.Where(p => !File.Exists(Path.Combine(House.Root, p))).ShouldBeEmpty();
    }

    [Fact]
    public void No_folder_is_a_drawer() =>
        Directory.EnumerateDirectories(Path.Combine(House.Root, "src"), "*", SearchOption.AllDirectories)
            .Where(folder => Drawers.Contains(Path.GetFileName(folder), StringComparer.OrdinalIgnoreCase) || Drawers.Contains(Path.GetExtension(folder).TrimStart('.'), StringComparer.OrdinalIgnoreCase))
            .ShouldBeEmpty();

    [Fact]
    public void Only_the_use_cases_reach_the_models() =>
        House.Projects.Where(p => ReferencesOf(p).Contains("Models", StringComparer.Ordinal)).ShouldBe(["UseCases"]);

    private static IEnumerable<string> ReferencesOf(string project) =>
        XDocument.Parse(House.Read("src", $"Groundwork.{project}", $"Groundwork.{project}.csproj")).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/'))["Groundwork.".Length..]).Order(StringComparer.Ordinal);
}
