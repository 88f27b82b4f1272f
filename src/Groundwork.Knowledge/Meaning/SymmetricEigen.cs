namespace Groundwork.Knowledge.Meaning;

/// <summary>Eigenvalues and orthonormal eigenvectors of a real symmetric matrix.</summary>
/// <remarks>
/// Householder reduction to tridiagonal form, then the QL algorithm with implicit shifts (Bowdler, Martin, Reinsch and Wilkinson 1968,
/// the procedures tred2 and tql2). About 9·n³ operations in double precision, one thread, no input beyond the matrix.
/// </remarks>
internal sealed class SymmetricEigen
{
    private readonly int _size;
    private readonly double[] _off;

    // By column of the matrix, contiguous: the inner loops of both procedures run along columns.
    private readonly double[][] _vectors;

    /// <summary>Computes everything.</summary>
    /// <param name="matrix">The matrix, row by row; only read.</param>
    /// <param name="size">Rows, ≥ 1.</param>
    public SymmetricEigen(ReadOnlySpan<double> matrix, int size)
    {
        _size = size;
        _off = new double[size];
        Values = new double[size];
        _vectors = new double[size][];
        for (var column = 0; column < size; column++) _vectors[column] = matrix.Slice(column * size, size).ToArray();
        Tridiagonalise();
        Diagonalise();
        SortDescending();
    }

    /// <summary>Eigenvalues, largest first.</summary>
    public double[] Values { get; }

    /// <summary>The eigenvector of an eigenvalue, of length 1.</summary>
    public ReadOnlySpan<double> Vector(int place) => _vectors[place];

    private void Tridiagonalise()
    {
        var (n, v, d, e) = (_size, _vectors, Values, _off);
        for (var j = 0; j < n; j++) d[j] = v[j][n - 1];
        for (var i = n - 1; i > 0; i--)
        {
            var (scale, h) = (0.0, 0.0);
            for (var k = 0; k < i; k++) scale += Math.Abs(d[k]);
            if (scale == 0)
            {
                e[i] = d[i - 1];
                for (var j = 0; j < i; j++) (d[j], v[j][i], v[i][j]) = (v[j][i - 1], 0, 0);
            }
            else
            {
                for (var k = 0; k < i; k++)
                {
                    d[k] /= scale;
                    h += d[k] * d[k];
                }

                var f = d[i - 1];
                var g = f > 0 ? -Math.Sqrt(h) : Math.Sqrt(h);
                e[i] = scale * g;
                h -= f * g;
                d[i - 1] = f - g;
                Array.Clear(e, 0, i);
                for (var j = 0; j < i; j++)
                {
                    f = d[j];
                    var column = v[j];
                    v[i][j] = f;
                    g = e[j] + (column[j] * f);
                    for (var k = j + 1; k < i; k++)
                    {
                        g += column[k] * d[k];
                        e[k] += column[k] * f;
                    }

                    e[j] = g;
                }

                f = 0;
                for (var j = 0; j < i; j++)
                {
                    e[j] /= h;
                    f += e[j] * d[j];
                }

                var hh = f / (h + h);
                for (var j = 0; j < i; j++) e[j] -= hh * d[j];
                for (var j = 0; j < i; j++)
                {
                    var column = v[j];
                    (f, g) = (d[j], e[j]);
                    for (var k = j; k < i; k++) column[k] -= (f * e[k]) + (g * d[k]);
                    d[j] = column[i - 1];
                    column[i] = 0;
                }
            }

            d[i] = h;
        }

        Accumulate();
    }

    private void Accumulate()
    {
        var (n, v, d, e) = (_size, _vectors, Values, _off);
        for (var i = 0; i < n - 1; i++)
        {
            v[i][n - 1] = v[i][i];
            v[i][i] = 1;
            var h = d[i + 1];
            var next = v[i + 1];
            if (h != 0)
            {
                for (var k = 0; k <= i; k++) d[k] = next[k] / h;
                for (var j = 0; j <= i; j++)
                {
                    var column = v[j];
                    var g = 0.0;
                    for (var k = 0; k <= i; k++) g += next[k] * column[k];
                    for (var k = 0; k <= i; k++) column[k] -= g * d[k];
                }
            }

            for (var k = 0; k <= i; k++) next[k] = 0;
        }

        for (var j = 0; j < n; j++)
        {
            d[j] = v[j][n - 1];
            v[j][n - 1] = 0;
        }

        v[n - 1][n - 1] = 1;
        e[0] = 0;
    }

    private void Diagonalise()
    {
        var (n, v, d, e) = (_size, _vectors, Values, _off);
        for (var i = 1; i < n; i++) e[i - 1] = e[i];
        e[n - 1] = 0;
        var (f, tst1) = (0.0, 0.0);
        for (var l = 0; l < n; l++)
        {
            tst1 = Math.Max(tst1, Math.Abs(d[l]) + Math.Abs(e[l]));
            var m = l;
            while (m < n - 1 && Math.Abs(e[m]) > double.Epsilon + (tst1 * 2.3e-16)) m++;
            while (m > l)
            {
                var g = d[l];
                var p = (d[l + 1] - g) / (2 * e[l]);
                var r = Math.Sqrt((p * p) + 1);
                if (p < 0) r = -r;
                d[l] = e[l] / (p + r);
                d[l + 1] = e[l] * (p + r);
                var dl1 = d[l + 1];
                var h = g - d[l];
                for (var i = l + 2; i < n; i++) d[i] -= h;
                f += h;
                p = d[m];
                var (c, c2, c3, el1, s, s2) = (1.0, 1.0, 1.0, e[l + 1], 0.0, 0.0);
                for (var i = m - 1; i >= l; i--)
                {
                    (c3, c2, s2) = (c2, c, s);
                    g = c * e[i];
                    h = c * p;
                    r = Math.Sqrt((p * p) + (e[i] * e[i]));
                    e[i + 1] = s * r;
                    s = e[i] / r;
                    c = p / r;
                    p = (c * d[i]) - (s * g);
                    d[i + 1] = h + (s * ((c * g) + (s * d[i])));
                    Rotate(v[i], v[i + 1], c, s);
                }

                p = -s * s2 * c3 * el1 * e[l] / dl1;
                e[l] = s * p;
                d[l] = c * p;
                if (Math.Abs(e[l]) <= double.Epsilon + (tst1 * 2.3e-16)) break;
            }

            d[l] += f;
            e[l] = 0;
        }
    }

    private static void Rotate(double[] left, double[] right, double c, double s)
    {
        for (var k = 0; k < left.Length; k++)
        {
            var h = right[k];
            right[k] = (s * left[k]) + (c * h);
            left[k] = (c * left[k]) - (s * h);
        }
    }

    // Stable, so that equal values keep the order in which they were found.
    private void SortDescending()
    {
        var order = Enumerable.Range(0, _size).OrderByDescending(i => Values[i]).ToArray();
        var (values, vectors) = (order.Select(i => Values[i]).ToArray(), order.Select(i => _vectors[i]).ToArray());
        values.CopyTo(Values, 0);
        vectors.CopyTo(_vectors, 0);
    }
}
