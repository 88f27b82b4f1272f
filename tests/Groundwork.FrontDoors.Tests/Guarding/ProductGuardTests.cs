using Groundwork.FrontDoors.Tests.Cli;
using Groundwork.TestKit;
using Groundwork.TestKit.Guarding;

namespace Groundwork.FrontDoors.Tests.Guarding;

/// <summary>The product measures itself; CONTRIBUTING.md tells how a baseline is moved on purpose.</summary>
public sealed class ProductGuardTests
{
    private const string MovesBaselines = "GROUNDWORK_UPDATE_BASELINES";

    [Fact]
    public async Task Every_gate_of_the_product_passes()
    {
        using var scratch = new TemporaryDirectory();
        var moves = string.Equals(Environment.GetEnvironmentVariable(MovesBaselines), "1", StringComparison.Ordinal);
        var outcomes = await new ProductGuard(Terminal.Program, Repository.Root, scratch.Path) { MovesBaselines = moves }.RunAsync();
        outcomes.Where(o => !o.Passes).ShouldBeEmpty($"a gate that does not pass tells which items to look at; if the change is meant, see CONTRIBUTING.md, \"Speed and quality\"\n{string.Join("\n\n", outcomes.Where(o => !o.Passes))}");
        outcomes.Select(o => o.Gate).ShouldBe(ProductGuard.Gates);
    }
}
