using Groundwork.Evals.Statistics;

namespace Groundwork.Evals.Tests.Statistics;

public sealed class DistributionTests
{
    [Theory]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.8, 0.8416212335729143)]
    [InlineData(0.5, 0)]
    [InlineData(1e-10, -6.361340902404056)]
    public void Normal_quantiles_are_those_of_Wichura_1988(double share, double z) => Normal.Quantile(share).ShouldBe(z, 1e-9);

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.8413447460685429)]
    [InlineData(-1.959963984540054, 0.025)]
    [InlineData(-6, 9.865876450376946e-10)]
    public void Normal_shares_are_those_of_the_tables(double z, double share) => Normal.Below(z).ShouldBe(share, 1e-13);

    [Fact]
    public void Share_and_quantile_undo_each_other()
    {
        for (var share = 0.0005; share < 1; share += 0.0005) Normal.Below(Normal.Quantile(share)).ShouldBe(share, 1e-12);
    }

    // Student's table as in any textbook, like Snedecor and Cochran 1989, table A4.
    [Theory]
    [InlineData(1, 12.7062047)]
    [InlineData(2, 4.3026527)]
    [InlineData(4, 2.7764451)]
    [InlineData(9, 2.2621572)]
    [InlineData(120, 1.9799304)]
    [InlineData(2_000_000, 1.9599640)]
    public void Critical_values_of_t_are_those_of_the_tables(double degrees, double t) => StudentT.Critical(0.95, degrees).ShouldBe(t, 1e-6);

    [Theory]
    [InlineData(0, 10, 1 / 1024.0)]
    [InlineData(1, 10, 11 / 1024.0)]
    [InlineData(5, 10, 638 / 1024.0)]
    [InlineData(-1, 10, 0)]
    [InlineData(10, 10, 1)]
    public void Coin_throws_are_counted_like_by_hand(int heads, int throws, double chance) => Binomial.AtMost(heads, throws, 0.5).ShouldBe(chance, 1e-12);

    [Fact]
    public void Large_binomials_come_near_the_normal_limit() =>
        Binomial.AtMost(50_500, 100_000, 0.5).ShouldBe(Normal.Below((50_500.5 - 50_000) / Math.Sqrt(25_000)), 1e-5);

    [Fact]
    public void The_logarithm_of_gamma_is_that_of_factorials()
    {
        var logarithm = 0.0;
        for (var n = 1; n <= 170; n++)
        {
            SpecialFunctions.LogGamma(n).ShouldBe(logarithm, 1e-12 * Math.Max(1, logarithm));
            logarithm += Math.Log(n);
        }

        SpecialFunctions.LogGamma(0.5).ShouldBe(Math.Log(Math.Sqrt(Math.PI)), 1e-13);
        SpecialFunctions.LogGamma(0.25).ShouldBe(1.2880225246980774, 1e-12);
    }

    [Fact]
    public void Draws_repeat_with_their_seed_and_are_even()
    {
        var counts = new int[7];
        var (draws, again, other) = (new Draws(42), new Draws(42), new Draws(43));
        var differs = false;
        for (var i = 0; i < 70_000; i++)
        {
            var drawn = draws.Below(7);
            counts[drawn]++;
            again.Below(7).ShouldBe(drawn);
            differs |= other.Below(7) != drawn;
        }

        differs.ShouldBeTrue();
        // Chi-squared with 6 degrees of freedom stays below 22.5 in 999 of 1,000 cases.
        counts.Sum(c => (c - 10_000.0) * (c - 10_000) / 10_000).ShouldBeLessThan(22.5);
    }
}
