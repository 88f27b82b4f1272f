using Groundwork.Search.Segments;

namespace Groundwork.Search.Tests.Segments;

public sealed class FieldLengthTests
{
    [Fact]
    public void Short_lengths_are_exact_and_long_ones_within_their_step()
    {
        FieldLength.Encode(0).ShouldBe(FieldLength.None);
        for (var words = 0; words < 200_000; words += 1 + (words / 50))
        {
            var code = FieldLength.Encode(words + 1);
            var read = FieldLength.Words(code);
            if (words <= 40) read.ShouldBe(words);
            ((double)Math.Abs(read - words)).ShouldBeLessThanOrEqualTo(Math.Max(1, words * 0.027), $"{words} words");
            FieldLength.Limit(code).ShouldBeGreaterThan(words);
        }
    }

    [Fact]
    public void A_length_that_was_read_is_written_the_same_again()
    {
        for (var code = 0; code < FieldLength.Codes; code++) FieldLength.Encode(FieldLength.Stored((byte)code)).ShouldBe((byte)code);
        FieldLength.Encode(int.MaxValue).ShouldBe(byte.MaxValue);
    }

    [Fact]
    public void Bounds_are_rounded_up_by_less_than_half_a_percent()
    {
        var random = new Random(6);
        for (var i = 0; i < 10_000; i++)
        {
            var value = (float)Math.Exp((random.NextDouble() * 40) - 20);
            RoundedUp.Decode(RoundedUp.Encode(value)).ShouldBeInRange(value, value * 1.004f);
        }

        RoundedUp.Decode(RoundedUp.Encode(0)).ShouldBe(0);
    }

    [Fact]
    public void The_drift_covers_every_length()
    {
        var random = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            var (earlier, now) = (Weighting(random), Weighting(random));
            var longest = (byte)random.Next(1, 256);
            var drift = now.DriftFrom(earlier, FieldLength.Words(longest));
            var (before, after) = (earlier.Table(), now.Table());
            for (var code = 1; code <= longest; code++) after[code].ShouldBeLessThanOrEqualTo(before[code] * drift * 1.00001f, $"{earlier} to {now}, code {code} of {longest}");
        }
    }

    private static FieldWeighting Weighting(Random random) =>
        new(0.1f + (random.NextSingle() * 5), random.Next(4) switch { 0 => 0, 1 => 1, _ => random.NextSingle() }, 1 + (random.NextSingle() * 300));
}
