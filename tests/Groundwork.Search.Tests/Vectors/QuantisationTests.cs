using System.Numerics.Tensors;
using FsCheck;
using FsCheck.Fluent;
using Groundwork.Search.Vectors;
using Shouldly;

namespace Groundwork.Search.Tests.Vectors;

public sealed class QuantisationTests
{
    [Fact]
    public void Codes_stand_for_the_vector_up_to_the_error_they_are_stored_with()
    {
        Prop.ForAll<int, int>((seed, kind) =>
        {
            var vector = SomeVectors.Odd(seed, kind);
            var codes = new sbyte[IntegerDot.Padded(vector.Length)];
            var row = QuantisedRow.Encode(vector, 1, codes);
            double squares = 0;
            for (var i = 0; i < vector.Length; i++) squares += Math.Pow(vector[i] - (codes[i] * (double)row.Scale), 2);
            return Math.Sqrt(squares) <= row.Error && codes.All(c => c >= -127);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_nearness_told_by_codes_is_within_its_bound_of_the_exact_one()
    {
        Prop.ForAll<int, int>((seed, kind) =>
        {
            var (query, vector) = (SomeVectors.Odd(seed, kind), SomeVectors.Odd(seed + 1, kind, SomeVectors.Odd(seed, kind).Length));
            foreach (var similarity in Enum.GetValues<Similarity>())
            {
                var (length, norm) = (TensorPrimitives.Norm(query), TensorPrimitives.Norm(vector));
                if (similarity == Similarity.Cosine && (length < 1e-18f || norm < 1e-18f)) continue;
                using var block = new CodeBlock(query.Length, 1, similarity);
                block.Add(vector, norm);
                block.Complete();
                var codes = new short[block.Stride];
                var isDirectional = similarity == Similarity.Cosine;
                var encoded = RowQuery.Encode(query, isDirectional ? length : 1, codes);
                var told = block.Rows.Nearness(
                    similarity switch
                    {
                        Similarity.Euclidean => new RowQuery(in codes[0], encoded.Scale, CodeBlock.LiftOf(length)),
                        _ => new RowQuery(in codes[0], encoded.Scale),
                    },
                    0);
                var exact = similarity switch
                {
                    Similarity.Cosine => TensorPrimitives.Dot(query, vector) / (length * norm),
                    Similarity.Dot => TensorPrimitives.Dot(query, vector),
                    _ => -0.5f * MathF.Pow(TensorPrimitives.Distance(query, vector), 2),
                };
                var bound = NearnessBound.Certain(similarity, query.Length, length, encoded.Error).Of(block.Errors[0], isDirectional ? 1 : norm);
                if (Math.Abs(told - exact) > bound) return false;
            }

            return true;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(384)]
    [InlineData(4096)]
    public void No_inner_product_of_codes_leaves_32_bits(int dimensions)
    {
        foreach (var value in new[] { 1f, -3e-20f, 1e15f })
        {
            var query = Enumerable.Repeat(value, dimensions).ToArray();
            var codes = new short[IntegerDot.Padded(dimensions)];
            RowQuery.Encode(query, 1, codes);
            long sum = 0;
            for (var i = 0; i < dimensions; i++) sum += Math.Abs((long)codes[i]) * IntegerDot.MostCode;
            sum.ShouldBeInRange(1, int.MaxValue);
        }
    }

    [Fact]
    public void A_vector_of_zeros_has_codes_of_zero()
    {
        var codes = new sbyte[64];
        codes.AsSpan().Fill(1);
        QuantisedRow.Encode(new float[5], 1, codes).ShouldBe(new QuantisedRow(0, 0));
        codes.ShouldAllBe(c => c == 0);
    }

    [Fact]
    public void Each_vector_has_its_own_scale()
    {
        var (small, large) = (new sbyte[64], new sbyte[64]);
        var first = QuantisedRow.Encode([1f, -0.25f], 1, small);
        var second = QuantisedRow.Encode([1024f, -256f], 1, large);
        large.ShouldBe(small);
        (second.Scale / first.Scale).ShouldBe(1024f);
    }
}
