namespace Groundwork.Search.Tests.Vectors;

/// <summary>Vectors for tests, the same for the same seed.</summary>
internal static class SomeVectors
{
    /// <summary>Vectors in clusters of different spread, of lengths between ½ and 1½.</summary>
    public static float[][] Clustered(int count, int dimensions, int seed)
    {
        var random = new Random(seed);
        var centres = Enumerable.Range(0, 40).Select(_ => Gaussian(random, dimensions, 1)).ToArray();
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var vector = Gaussian(random, dimensions, 0.4);
            var centre = centres[random.Next(centres.Length)];
            var factor = (float)((0.5 + random.NextDouble()) / Math.Sqrt(dimensions));
            for (var i = 0; i < dimensions; i++) vector[i] = (vector[i] + centre[i]) * factor;
            return vector;
        })];
    }

    /// <summary>Vectors as somebody might give them: tiny, huge, of zeros, or with one component that outweighs all others.</summary>
    public static float[] Odd(int seed, int kind, int? dimensions = null)
    {
        var random = new Random(seed);
        var vector = Gaussian(random, dimensions ?? random.Next(1, 300), 1);
        switch ((uint)kind % 5)
        {
            case 0: Array.Clear(vector); break;
            case 1: vector[random.Next(vector.Length)] = 1e4f; break;
            case 2: Scale(vector, 1e-16f); break;
            case 3: Scale(vector, 1e15f); break;
        }

        return vector;
    }

    private static void Scale(float[] vector, float factor)
    {
        for (var i = 0; i < vector.Length; i++) vector[i] *= factor;
    }

    private static float[] Gaussian(Random random, int dimensions, double spread)
    {
        var vector = new float[dimensions];
        for (var i = 0; i < dimensions; i++)
            vector[i] = (float)(spread * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return vector;
    }
}
