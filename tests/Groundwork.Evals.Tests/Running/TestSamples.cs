using System.Globalization;

namespace Groundwork.Evals.Tests.Running;

internal static class TestSamples
{
    public static Sample[] Make(int count) => [.. Enumerable.Range(0, count).Select(One)];

    public static Sample One(int number) => new(Id(number), string.Create(CultureInfo.InvariantCulture, $"Question number {number}?"), Expectation.Nothing);

    public static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"q{number}");
}
