using System.Reflection;

namespace Groundwork.House.Tests;

public sealed class PublicApiTests
{
    public static TheoryData<string> Projects() => new(House.Projects);

    [Theory]
    [MemberData(nameof(Projects))]
    public void What_a_project_promises_is_written_down(string project) =>
        House.MustEqual(PublicApi.Of(Assembly.Load(project is "Cli" ? "groundwork-cli" : $"Groundwork.{project}")), "GROUNDWORK_UPDATE_API", "docs", "reference", "api", $"Groundwork.{project}.txt");

    [Fact]
    public void No_file_describes_a_project_that_is_gone() =>
        Directory.EnumerateFiles(Path.Combine(House.Root, "docs", "reference", "api")).Select(f => Path.GetFileNameWithoutExtension(f)["Groundwork.".Length..]).Order(StringComparer.Ordinal).ShouldBe(House.Projects);

    [Fact]
    public void Every_kind_of_member_is_seen()
    {
        var text = PublicApi.Of(typeof(Knowledge.KnowledgeBase).Assembly);
        text.ShouldContain("record class Groundwork.Knowledge.Answer\n");
        text.ShouldContain("Abstention? Abstained { get; init; }");
        text.ShouldContain("ValueTask<Collection?> FindAsync(CollectionName name, CancellationToken cancellationToken)");
        text.ShouldContain("enum Groundwork.Knowledge.RetrievalMode\n    Hybrid = 0");
        text.ShouldContain("static class Groundwork.Knowledge.FilterText\n    static Filter? Parse(IReadOnlyList<string> filters)");
    }
}
